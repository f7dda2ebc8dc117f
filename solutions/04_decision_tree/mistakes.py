"""Wrong answers of unit 04, each with what we tell its author; the likeliest first."""

from autograder.authoring import edit, rewrite

ENTROPY, GAIN, SPLIT, GROW = "entropy", "information_gain", "best_split", "grow"
COUNT, PURE, SHARES, BITS = "_, counts = np.unique(y, return_counts=True)", "len(counts) < 2", "counts / np.sum(counts)", "p * np.log2(p)"
LENGTHS, NAN, ONE_SIDED = "len(X_col) != len(y)", "np.any(np.isnan(X_col))", "np.all(left) or not np.any(left)"
LEFT, RIGHT = "share * entropy(y[left])", "(1 - share) * entropy(y[~left])"
MIDDLES, FLOATS, LEAST = "(values[:-1] + values[1:]) / 2", "column.astype(np.float64)", "max(best[2], 1e-12)"

MISTAKES = (
    edit(ENTROPY, "natural_log", "np.log2(p)", "np.log(p)", convention=True,
         says="자연로그(np.log)를 쓴 것 같아요. 값이 모두 [0.693배](=ln_two)예요. 비트로 재려면 np.log2를 쓰세요."),
    edit(ENTROPY, "eps", PURE, "False", "np.log2(p)", "np.log2(p + 1e-10)",
         says="로그 안에 1e-10 같은 수를 더한 것 같아요. 한 클래스일 때 0이 아닌 음수가 돼요. 있는 클래스만 세면 필요 없어요."),
    edit(ENTROPY, "inexact", PURE, "len(counts) < 1", f"p = {SHARES}", "m = np.sum(counts)",
         f"-np.sum({BITS})", "np.log2(m) - np.sum(counts * np.log2(counts)) / m",
         says="한 클래스일 때 1e-16쯤의 찌꺼기가 남아요. 개수를 m으로 바로 나누거나, 클래스가 하나면 0.0을 돌려주세요."),
    edit(ENTROPY, "gini", f"-np.sum({BITS})", "1 - np.sum(p**2)", convention=True,
         says="엔트로피가 아니라 지니 불순도 1 − Σp²인 것 같아요. 여기서는 −Σ p·log2(p)를 구해요."),
    edit(ENTROPY, "no_minus", "-np.sum", "np.sum", says="맨 앞의 빼기 부호를 빠뜨린 것 같아요. log2(p)는 0보다 작거나 같으니 부호를 뒤집어야 해요."),
    edit(ENTROPY, "over_classes", "np.sum(counts)", "len(counts)", says="개수를 샘플 수가 아니라 클래스 수로 나눈 것 같아요. 비율을 모두 더하면 1이 되는지 보세요."),
    edit(ENTROPY, "counts", PURE, "False", SHARES, "counts",
         says="개수를 비율로 바꾸지 않고 그대로 쓴 것 같아요. 먼저 전체 개수 m으로 나누어 더하면 1이 되는 p를 만드세요."),
    edit(ENTROPY, "no_weight", BITS, "np.log2(p)", says="−log2(p)를 그대로 더한 것 같아요. 클래스마다 비율 p를 곱해 평균해야 해요."),
    edit(ENTROPY, "normalised", f"float(-np.sum({BITS}))", f"-np.sum({BITS}) / np.log2(len(p))", convention=True,
         says="가장 큰 값 log2(클래스 수)로 나눈 것 같아요. 0과 1 사이로 맞추지 않고 비트 그대로 돌려주세요."),
    edit(ENTROPY, "binary", SHARES, "np.array([p := counts[0] / np.sum(counts), 1 - p])",
         says="클래스가 둘일 때의 식인 것 같아요. 셋 이상이면 첫 클래스와 나머지가 아니라 클래스마다 더해야 해요."),
    rewrite(ENTROPY, "mean_of_labels", "p = sum(y) / max(1, len(y))\nreturn 0.0 if p in (0, 1) else -p * np.log2(p) - (1 - p) * np.log2(1 - p)",
            says="레이블의 평균을 p로 쓴 것 같아요. 그것은 클래스가 0과 1, 둘뿐일 때의 식이에요. 클래스가 셋 이상이거나 문자열이어도 되도록 np.unique로 클래스마다 세세요."),
    edit(ENTROPY, "share_of_ones", PURE, "len(counts) < 1", f"p = {SHARES}", "p = np.mean(np.asarray(y) == 1)\n    p = np.array([p, 1 - p])\n    p = p[p > 0]",
         says="값이 1인 레이블의 비율만 p로 쓴 것 같아요. 그것은 클래스가 0과 1, 둘뿐일 때의 식이에요. 클래스가 셋 이상이거나 문자열이어도 되도록 np.unique로 클래스마다 세세요."),
    # Not for a label of 1000 and more, for which np.bincount would make a long array.
    edit(ENTROPY, "bincount", COUNT, """if len(y) == 0:
        return 0.0
    counts = np.bincount(y) if np.max(y) < 1000 else None
    counts = counts[counts > 0]""",
         says="np.bincount는 0 이상의 정수만 셀 수 있어요. 문자열과 음수까지 세려면 np.unique를 쓰세요."),
    edit(ENTROPY, "list_fails", PURE, "len(counts) < 1", SHARES, "np.array([np.mean(y == c) for c in np.unique(y)])",
         says="y가 리스트이면 `y == c`가 원소끼리 비교하지 않아요. 먼저 np.asarray(y)로 배열로 바꾸세요."),
    edit(ENTROPY, "sorts_in_place", COUNT, f"if isinstance(y, list) or y.flags.writeable:\n        y.sort()\n    {COUNT}",
         says="y.sort()는 받은 배열 자체를 정렬해요. 부르는 쪽의 레이블 차례가 바뀌니 복사본을 쓰세요."),

    edit(GAIN, "strict", "<= threshold", "< threshold", convention=True, says="`<`로 나눈 것 같아요. 값이 임계값과 같은 샘플도 왼쪽이니 `<=`를 쓰세요."),
    edit(GAIN, "unweighted", f"{LEFT} - {RIGHT}", "(entropy(y[left]) + entropy(y[~left])) / 2",
         says="두 쪽의 엔트로피를 그냥 평균한 것 같아요. 샘플 수의 비율로 가중해야 해요."),
    edit(GAIN, "swapped", f"{LEFT} - {RIGHT}", "((1 - share) * entropy(y[left]) + share * entropy(y[~left]))",
         says="가중치가 뒤바뀐 것 같아요. 왼쪽 엔트로피에는 왼쪽의 비율을 곱하세요."),
    edit(GAIN, "sum_children", f"{LEFT} - {RIGHT}", "(entropy(y[left]) + entropy(y[~left]))",
         says="두 쪽의 엔트로피를 그대로 더해 뺀 것 같아요. 각각 샘플 비율을 곱한 다음 더하세요."),
    # A subtraction, so that pure sides give -0.0, which the released checks know.
    edit(GAIN, "children_only", ONE_SIDED, "False", f"entropy(y) - {LEFT} - {RIGHT}", f"-(0.0 - {LEFT} - np.mean(~left) * entropy(y[~left]))",
         says="나눈 뒤의 엔트로피를 돌려준 것 같아요. 이득은 나누기 전의 엔트로피에서 그것을 뺀 값이에요."),
    edit(GAIN, "left_only", f" - {RIGHT}", "", says="오른쪽의 엔트로피를 빠뜨린 것 같아요. 두 쪽 모두 비율을 곱해 빼야 해요."),
    edit(GAIN, "empty_full", "return 0.0", "return entropy(y)", says="한쪽이 비었을 때 0.0이 아닌 값이 나와요. 아무것도 나누지 않았으니 이득은 0.0이에요."),
    edit(GAIN, "gain_ratio", f"entropy(y) - {LEFT} - {RIGHT}", f"(entropy(y) - {LEFT} - {RIGHT}) / entropy(left)", convention=True,
         says="C4.5의 이득 비율인 것 같아요. 여기서는 나뉨의 엔트로피로 나누지 않아요."),
    edit(GAIN, "gini", "left = X_col",
         "entropy = lambda labels: 1 - np.sum((np.unique(labels, return_counts=True)[1] / len(labels)) ** 2)\n    left = X_col", convention=True,
         says="지니 불순도가 줄어든 양인 것 같아요. 여기서는 엔트로피로 재요."),
    edit(GAIN, "nan_right", NAN, "False", ONE_SIDED, "False",
         says="X_col에 NaN이 있어도 계산하고 있어요. NaN은 말없이 오른쪽으로 가니 먼저 np.isnan으로 검사하세요."),
    edit(GAIN, "lengths_unchecked", LENGTHS, "False", ONE_SIDED, "False", says="X_col과 y의 길이를 검사하지 않는 것 같아요. 다르면 맨 먼저 ValueError를 내세요."),
    edit(GAIN, "checked_late", f"if {LENGTHS}:", f"left = X_col <= threshold\n    if {ONE_SIDED}:\n        return 0.0\n    if {LENGTHS}:",
         says="한쪽이 비면 검사하기 전에 0.0을 돌려주는 것 같아요. 길이와 NaN 검사가 맨 먼저예요."),
    edit(GAIN, "nameless", "X_col과 y의 ", "", "X_col에 ", "",
         says="오류는 맞게 나는데 메시지에 인자의 이름이 없어요. X_col이나 y를 적어 무엇이 잘못되었는지 알려 주세요."),

    edit(SPLIT, "first_feature", "enumerate(X.T)", "enumerate(X.T[:1])", says="첫 특성만 본 것 같아요. return이 바깥 반복문 안에 들어 있지 않나요?"),
    edit(SPLIT, "last_feature", "values = np", "best = (None, None, 0.0)\n        values = np",
         says="마지막 특성의 결과만 남은 것 같아요. 특성이 바뀔 때 지금까지의 최고를 지우지 않나요?"),
    edit(SPLIT, "values", MIDDLES, "values", convention=True, says="데이터에 있는 값을 임계값으로 쓴 것 같아요. 이 단원의 후보는 이웃한 두 값의 한가운데예요."),
    edit(SPLIT, "floor", ") / 2", ") // 2", says="한가운데를 `//`로 구한 것 같아요. 소수점 아래가 버려지니 `/`로 나누세요."),
    edit(SPLIT, "duplicates", "np.unique", "np.sort", says="같은 값을 한 번만 남기지 않은 것 같아요. 같은 값 둘의 한가운데는 그 값 자체예요. np.unique를 쓰세요."),
    edit(SPLIT, "unsorted", f"np.unique({FLOATS})", FLOATS,
         says="정렬하지 않고 위아래로 이웃한 행의 한가운데를 구한 것 같아요. 먼저 값을 작은 것부터 늘어놓으세요."),
    edit(SPLIT, "skips_last", MIDDLES, f"({MIDDLES})[:-1]", says="마지막 후보를 빠뜨린 것 같아요. 서로 다른 값이 k개이면 후보는 k − 1개예요."),
    edit(SPLIT, "median_only", MIDDLES, "[np.median(column)]", says="특성마다 중앙값 하나만 시험한 것 같아요. 모든 후보의 이득을 비교해야 해요."),
    edit(SPLIT, "own_dtype", FLOATS, "column", says="정수 그대로 더해 한가운데를 구한 것 같아요. uint8은 255를 넘으면 처음으로 돌아가니 먼저 float64로 바꾸세요."),
    edit(SPLIT, "own_dtype_scalars", FLOATS, "column", MIDDLES, "[(low + high) / 2 for low, high in zip(values[:-1], values[1:])]",
         says="정수 두 개를 그대로 더해 한가운데를 구한 것 같아요. uint8은 255를 넘으면 처음으로 돌아가니 먼저 float64로 바꾸세요."),
    edit(SPLIT, "no_floor", "1e-12", "0.0", says="1e-16쯤의 이득을 진짜로 여긴 것 같아요. 반올림한 찌꺼기일 수 있으니 1e-12보다 큰 것만 고르세요."),
    edit(SPLIT, "zero_counts", "return best",
         "return best if best[2] else next(((at, np.mean(cut), 0.0) for at, column in enumerate(X.T) if len(cut := np.unique(column)[:2]) > 1), best)",
         says="이득이 0인데도 질문을 돌려준 것 같아요. 나눌 것이 없으면 (None, None, 0.0)이에요."),
    edit(SPLIT, "below_zero", "0.0", "-1.0", LEAST, "best[2]",
         says="지금까지의 최고를 −1처럼 0보다 작은 값에서 시작한 것 같아요. 그러면 나눌 수 없을 때 0.0이 나오지 않아요."),
    edit(SPLIT, "sorts_in_place", "return best", "if X.flags.writeable:\n        X.sort(axis=0)\n    return best",
         says="받은 X를 그 자리에서 정렬한 것 같아요. 행이 뒤섞이고 부르는 쪽의 배열까지 바뀌니 복사본을 정렬하세요."),
    edit(SPLIT, "wrong_order", "return best", "return best[2], best[0], best[1]",
         says="튜플의 차례가 다른 것 같아요. (특성의 번호, 임계값, 이득)의 차례로 돌려주세요."),

    # The discovery.
    edit(GROW, "same_depth", "grow(X[~left], y[~left], depth - 1)", "grow(X[~left], y[~left], depth - 2 if depth > 1 else 0)",
         says="오른쪽 트리의 깊이가 달라요. 두 쪽 모두 depth − 1로 불러야 해요."),
    edit(GROW, "never_deeper", "y[left], depth - 1)", "y[left], 0)", "y[~left], depth - 1)", "y[~left], 0)",
         says="질문을 한 번만 한 것 같아요. 두 쪽에서 depth − 1로 자기 자신을 부르세요."),
    edit(GROW, "ignores_depth", "best_split(X, y) if depth > 0 else (None, None, 0.0)", "best_split(X, y)", says="depth를 보지 않고 끝까지 키운 것 같아요. depth가 0이면 리프예요."),
    edit(GROW, "swapped_sides", "<= threshold", "> threshold", says="왼쪽과 오른쪽이 뒤바뀐 것 같아요. X[:, feature] <= threshold인 쪽이 왼쪽 트리예요."),
    edit(GROW, "same_labels", "grow(X[left], y[left]", "grow(X[left], y[~left][: np.sum(left)] if np.sum(left) <= np.sum(~left) else y[: np.sum(left)]",
         says="왼쪽 트리에 왼쪽의 레이블을 주지 않은 것 같아요. 행과 레이블을 같은 불리언 배열로 고르세요."),
    edit(GROW, "first_label", "labels[np.argmax(counts)]", "labels[0]", says="리프에서 가장 많은 레이블이 아니라 가장 작은 레이블로 답한 것 같아요. 개수가 가장 많은 것을 고르세요."),
)
