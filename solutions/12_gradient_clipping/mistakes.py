"""Wrong answers of unit 12, each with what we tell its author; the likeliest first."""

from autograder.authoring import edit, rewrite

GLOBAL, CLIP = "global_norm", "clip_gradients"
SQUARE = "np.sum(np.asarray(gradient, dtype=np.float64) ** 2)"
RATE, SCALED = "min(1.0, max_norm / (norm + 1e-6))", "[array * scale for array in arrays]"
CHECK, CHECKED = "if max_norm <= 0:", "if not np.isfinite(norm):"
COPIES = "[np.array(gradient, dtype=np.float64) for gradient in gradients]"

MISTAKES = (
    edit(GLOBAL, "no_sqrt", "np.sqrt(total)", "total",
         says="마지막에 제곱근을 빠뜨린 것 같아요. 제곱의 합은 노름이 아니라 노름의 제곱이에요."),
    edit(GLOBAL, "sum_of_norms", SQUARE, f"np.sqrt({SQUARE})", "np.sqrt(total)", "total",
         says="배열마다 노름을 구해 더한 것 같아요. 더할 것은 노름이 아니라 제곱의 합이에요."),
    edit(GLOBAL, "l1", SQUARE, "np.sum(np.abs(np.asarray(gradient, dtype=np.float64)))", "np.sqrt(total)", "total",
         says="절댓값을 더한 L1 노름인 것 같아요. 여기서는 제곱해서 더하고 제곱근을 씌우는 L2 노름이에요."),
    edit(GLOBAL, "max_abs", f"total += {SQUARE}", "total = max(total, np.max(np.abs(np.asarray(gradient, float)), initial=0.0))", "np.sqrt(total)", "total",
         says="가장 큰 절댓값 하나만 본 것 같아요. 모든 원소의 제곱을 더해야 해요."),
    edit(GLOBAL, "max_norm_of_arrays", f"total += {SQUARE}", f"total = max(total, {SQUARE})",
         says="배열마다 구한 노름 가운데 가장 큰 것을 돌려준 것 같아요. 모두 합쳐야 해요."),
    edit(GLOBAL, "last_only", "total += ", "total = ",
         says="마지막 배열의 노름만 남은 것 같아요. 합을 `=`가 아니라 `+=`로 쌓았는지 보세요."),
    edit(GLOBAL, "first_only", f"total += {SQUARE}", f"return float(np.sqrt({SQUARE}))",
         says="첫 배열에서 돌려주고 끝난 것 같아요. return이 반복문 안에 들어 있지 않나요?"),
    edit(GLOBAL, "mean_square", "gradients:", "(gradients := list(gradients)):", "np.sqrt(total)", "np.sqrt(total / max(1, sum(np.size(g) for g in gradients)))",
         says="제곱의 합이 아니라 평균에 제곱근을 씌운 것 같아요. 노름은 원소 수로 나누지 않아요."),
    edit(GLOBAL, "spectral", SQUARE, "np.linalg.norm(np.asarray(gradient, float), 2 if np.ndim(gradient) == 2 else None) ** 2",
         says="np.linalg.norm(g, 2)는 2차원 배열에서 스펙트럼 노름이에요. 2를 빼거나 g를 1차원으로 펴세요."),
    edit(GLOBAL, "own_dtype", SQUARE, "np.sum(np.square(gradient))", "0.0", "0",
         says="받은 dtype 그대로 제곱한 것 같아요. float16이나 정수는 넘치니 먼저 float64로 바꾸세요."),
    edit(GLOBAL, "adds_eps", "np.sqrt(total)", "np.sqrt(total) + 1e-6",
         says="노름에 1e-6을 더해 돌려준 것 같아요. 1e-6은 clip_gradients에서 나눌 때만 더해요."),
    rewrite(GLOBAL, "empty_fails", "return float(np.linalg.norm(np.concatenate([np.ravel(np.asarray(g, dtype=np.float64)) for g in gradients])))",
            says="빈 리스트에서 오류가 나요. 더할 것이 없으면 노름은 0.0이에요."),
    edit(GLOBAL, "needs_list", "gradient in gradients", "gradient in [gradients[i] for i in range(len(gradients))]",
         says="len()이나 번호로 꺼내는 코드는 제너레이터에서 오류가 나요. for로 하나씩 꺼내세요."),
    edit(GLOBAL, "squares_in_place", f"total += {SQUARE}", f"total += {SQUARE}\n        if gradient.flags.writeable:\n            gradient *= gradient",
         says="받은 배열을 그 자리에서 제곱하고 있어요. `g *= g` 대신 새 값을 만드세요."),

    edit(CLIP, "per_array", "norm = global_norm(arrays)", "norm = sum(map(np.linalg.norm, arrays))",
         SCALED, "[array * min(1.0, max_norm / (np.linalg.norm(array) + 1e-6)) for array in arrays]",
         says="배열마다 따로 자른 것 같아요. 배율은 모든 배열을 합친 노름 하나로 정해요."),
    edit(CLIP, "by_value", "array * scale", "np.clip(array, -max_norm, max_norm)",
         says="np.clip으로 값마다 자른 것 같아요. 방향이 달라지는 다른 방법이에요. 같은 배율을 곱하세요."),
    edit(CLIP, "always", RATE, "max_norm / (norm + 1e-6)",
         says="작은 기울기까지 max_norm으로 늘린 것 같아요. 배율이 1보다 작을 때만 곱해요."),
    edit(CLIP, "never", RATE, "1.0", says="기울기를 그대로 돌려준 것 같아요. 배율이 1보다 작으면 곱해야 해요."),
    edit(CLIP, "no_sqrt", "global_norm(arrays)", "global_norm(arrays) ** 2",
         says="노름 대신 노름의 제곱으로 나눈 것 같아요. 제곱근을 확인해 보세요."),
    edit(CLIP, "l1", "global_norm(arrays)", "float(sum(np.sum(np.abs(array)) for array in arrays))",
         says="노름을 절댓값의 합(L1)으로 구한 것 같아요. 이 단원의 노름은 L2예요."),
    edit(CLIP, "inverted", RATE, "(norm + 1e-6) / max_norm if norm + 1e-6 > max_norm else 1.0",
         says="배율의 분자와 분모가 뒤바뀐 것 같아요. max_norm을 노름으로 나누세요."),
    edit(CLIP, "to_one", RATE, "1.0 / (norm + 1e-6) if norm + 1e-6 > max_norm else 1.0",
         says="노름을 max_norm이 아니라 1로 맞춘 것 같아요. 배율의 분자는 max_norm이에요."),
    edit(CLIP, "no_eps", RATE, "max_norm / max(norm, max_norm)", convention=True,
         says="노름에 1e-6을 더하지 않았어요. 이 단원은 max_norm / (norm + 1e-6)으로 약속했어요."),
    edit(CLIP, "compares_norm", RATE, "max_norm / (norm + 1e-6) if norm > max_norm else 1.0", convention=True,
         says="노름이 max_norm보다 큰지 물어본 것 같아요. 둘이 거의 같을 때 달라져요. 배율이 1보다 작은지 물어보세요."),
    edit(CLIP, "own_dtype", COPIES, "[np.array(gradient) for gradient in gradients]",
         "global_norm(arrays)", "np.sqrt(sum(np.sum(array**2) for array in arrays))",
         CHECKED, "if np.isnan(norm) or any(not np.all(np.isfinite(array)) for array in arrays):",
         RATE, "float(min(1.0, max_norm / (norm + 1e-6)))", "array * scale", "array * scale if scale < 1 else array",
         says="받은 dtype 그대로 계산한 것 같아요. float16의 제곱은 넘치기 쉬우니 먼저 float64로 바꾸세요."),
    edit(CLIP, "in_place", f"arrays = {COPIES}", f"given = list(gradients)\n    arrays = {COPIES.replace('in gradients', 'in given')}",
         f"return {SCALED}", f"""results = {SCALED}
    for place, gradient in enumerate(given):
        if gradient.flags.writeable and gradient.dtype == np.float64:
            gradient[...] = results[place]
            results[place] = gradient
    return results""",
         says="받은 배열에 `*=`로 바로 쓰고 있어요. 부르는 쪽의 기울기가 바뀌니 새 배열을 만드세요."),
    edit(CLIP, "same_arrays", "np.array(", "np.asarray(", SCALED, f"{SCALED} if scale < 1 else arrays",
         says="자르지 않을 때 받은 배열을 그대로 돌려주는 것 같아요. 그때도 복사해서 돌려주세요."),
    edit(CLIP, "other_default", "max_norm=5.0", "max_norm=1.0", says="max_norm의 기본값이 5.0이 아닌 것 같아요. 주지 않으면 5.0이 쓰여야 해요."),
    edit(CLIP, "keeps_dtype", COPIES, "list(gradients)", "min(1.0", "min(1",
         says="결과의 dtype이 받은 배열을 따라간 것 같아요. 먼저 float64 복사본을 만들고 거기에 배율을 곱하세요."),
    edit(CLIP, "given_list", COPIES, "list(gradients)", SCALED, f"{SCALED} if scale < 1 else arrays",
         says="자르지 않을 때 받은 것을 그대로 돌려준 것 같아요. 이때도 float64로 바꾼 새 배열을 새 리스트에 담으세요."),
    edit(CLIP, "generator_spent", f"arrays = {COPIES}", "arrays = gradients", "array * scale", "np.array(array, dtype=np.float64) * scale",
         says="제너레이터를 두 번 읽은 것 같아요. 두 번째에는 비어 있으니 먼저 리스트로 만드세요."),
    edit(CLIP, "nan_passes", CHECKED, "if False:",
         says="노름이 NaN이나 inf인데도 계속하고 있어요. 노름을 구한 다음 유한한지 보고 ValueError를 내세요."),
    edit(CLIP, "max_norm_unchecked", CHECK, "if False:", says="max_norm이 0 이하인지 보지 않는 것 같아요. 맨 먼저 검사해 ValueError를 내세요."),
    edit(CLIP, "zero_allowed", CHECK, "if max_norm < 0:", says="max_norm = 0을 받아들이고 있어요. 그러면 기울기가 모두 0이 되니 0도 ValueError예요."),
    edit(CLIP, "late_max_norm", CHECK, "if not np.isfinite(global_norm(gradients := list(gradients))):\n        raise ValueError('gradients')\n    if max_norm <= 0:",
         says="노름부터 검사하고 max_norm을 나중에 본 것 같아요. NaN이 있어도 max_norm이 0 이하인지부터 보세요."),
    edit(CLIP, "nameless", 'f"max_norm은 0보다 커야 합니다. 받은 값: {max_norm}"', '"잘못된 값입니다"',
         'f"gradients의 노름이 {norm}입니다. NaN이나 inf가 생긴 원인을 먼저 찾으세요."', '"잘못된 값입니다"',
         says="ValueError의 메시지에 무엇이 문제인지 없는 것 같아요. max_norm이 0 이하이면 `max_norm`을, 노름이 유한하지 않으면 `gradients`나 norm, 노름을 적어 주세요."),
    edit(CLIP, "isnan_only", CHECKED, "if np.isnan(norm):", says="노름이 NaN인지만 보고 inf는 지나친 것 같아요. np.isfinite로 NaN과 inf를 함께 보세요."),
    edit(CLIP, "isinf_only", CHECKED, "if np.isinf(norm):", says="노름이 inf인지만 보고 NaN은 지나친 것 같아요. np.isfinite로 NaN과 inf를 함께 보세요."),
    edit(CLIP, "tuple", SCALED, f"tuple({SCALED})", says="리스트가 아니라 튜플을 돌려준 것 같아요. 결과는 새 리스트여야 하니 대괄호로 묶으세요."),
    edit(CLIP, "empty_first", CHECK, "if not (gradients := list(gradients)):\n        return []\n    if max_norm <= 0:",
         says="빈 리스트이면 max_norm을 보지 않고 돌려주는 것 같아요. max_norm 검사가 맨 먼저예요."),

    # Several things left out at once: what a first try looks like.
    edit(CLIP, "no_checks", CHECK, "if False:", CHECKED, "if False:",
         says="배율은 맞지만 ValueError가 하나도 없어요. max_norm이 0 이하일 때와 노름이 유한하지 않을 때를 넣으세요."),
    # An int 1, so that integers stay integers: what a student multiplies by may or may not widen them.
    rewrite(CLIP, "bare", "rate = min(1, max_norm / (global_norm(gradients) + 1e-6))\nreturn [g * rate for g in gradients]",
            says="배율은 맞지만 받은 것을 그대로 두 번 읽은 것 같아요. ValueError 검사를 넣고, float64 복사본의 리스트를 먼저 만드세요."),
    rewrite(CLIP, "as_it_came", "norm = global_norm(gradients)\nreturn [g * max_norm / (norm + 1e-6) for g in gradients] if norm > max_norm else gradients",
            says="노름이 max_norm보다 큰지 묻고, 아니면 받은 리스트를 그대로 돌려준 것 같아요. 배율이 1보다 작은지 묻고 늘 새 배열을 돌려주세요."),
)
