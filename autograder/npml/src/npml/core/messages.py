"""Korean sentences that the check and the grade share: what a well-known error means, what a result's form shows.

No value, no input and no text of an exception is put into them; names that are put in are the unit's own.
"""

from __future__ import annotations

from .josa import josa_of
from .known_errors import OWN

#: By the name of a well-known error (`core.known_errors`).
KNOWN_ERRORS = {
    "no_graph": (
        "기울기를 기록하지 않은 텐서에서 `backward()`를 불렀어요. `requires_grad`를 켠 텐서에서 시작해 손실까지의 계산이 이어지는지, "
        "`torch.no_grad()`나 `.detach()`, `.numpy()`로 끊지 않았는지 살펴보세요."
    ),
    "graph_twice": "한 번 역전파한 계산을 다시 역전파하려 했어요. 반복문 안에서 순전파부터 다시 계산하는지 살펴보세요.",
    "graph_to_numpy": "기울기를 기록하는 텐서는 바로 NumPy 배열이 되지 않아요. 예측이라면 `torch.no_grad()` 안에서 계산하고, 아니면 `.detach().numpy()`로 꺼내세요.",
    "graph_in_place": "기울기를 구할 텐서를 그 자리에서 고쳤어요. 갱신은 `torch.no_grad()` 안에서 하거나 옵티마이저의 `step()`에 맡기세요.",
    "not_scalar_loss": "수 하나가 아닌 텐서에서 `backward()`를 불렀어요. 손실을 평균하거나 더해 수 하나로 만들어 보세요.",
    "tensor_dtype": "dtype이 다른 텐서를 함께 계산했어요. 모델의 가중치는 float32이고, NumPy의 실수 배열은 float64예요. 정수 텐서에는 기울기도 구할 수 없어요.",
    "tensor_matmul": "행렬 곱의 두 텐서의 shape가 맞지 않아요. 층에 들어오는 수와 `nn.Linear`의 첫 인자가 같은지 살펴보세요.",
    "tensor_sizes": "두 텐서의 shape가 달라 함께 계산할 수 없어요. 두 텐서의 shape를 적어 보세요.",
    "tensor_view": "원소의 개수가 달라 그 shape로 바꿀 수 없어요. `view`나 `reshape`에 준 크기를 살펴보세요. 그림마다 펴려면 `torch.flatten(x, 1)`이에요.",
    "negative_strides": "PyTorch는 거꾸로 읽는 배열을 받지 못해요. `np.array(…)`로 복사해서 넘기세요.",
    "module_init": "`super().__init__()`보다 먼저 층을 담았어요. `__init__`의 첫 줄에 `super().__init__()`을 적으세요.",
    "no_parameters": "모델에 파라미터가 하나도 없어요. 층을 `self`의 속성에 하나씩 담았는지 살펴보세요. 파이썬 리스트 안의 층은 모델이 알지 못해요.",
    "not_a_tensor": "텐서여야 할 곳에 다른 것을 넣었어요. NumPy 배열이라면 텐서로 바꾸어 넣으세요.",
    "none": "`None`인 값을 계산에 썼어요. 부른 함수가 `return`을 빠뜨렸거나, 처음에 `None`이던 속성에 아직 값을 담지 않은 것 같아요.",
    "truth": (
        "배열 전체를 `if`나 `and`, `or`, `not`, `in`으로 물은 것 같아요. 배열을 비교하면 원소마다 참과 거짓이 나와요. "
        "모두 참인지는 `np.all`, 하나라도 참인지는 `np.any`로 묻고, `None`인지는 `is None`으로 물어보세요."
    ),
    "read_only": (
        "받은 배열이 읽기 전용인데 그 자리에 적으려 했어요. 제자리 연산(`+=`, `x[i] = …`)으로 입력을 고치지 말고, 새 배열에 계산해 주세요."
    ),
    "matmul": "`@`(`np.dot`)로 곱한 두 배열의 shape가 맞지 않아요. 앞 배열의 마지막 축과 뒤 배열의 첫 축의 길이가 같은지, 전치(`.T`)가 필요한지 살펴보세요.",
    "matmul_number": "`@`로 곱하는 값 가운데 하나가 배열이 아니라 수예요. 수를 곱할 때는 `*`를 쓰고, 합을 너무 일찍 구하지 않았는지 살펴보세요.",
    "assigned_shape": "배열의 한 자리에 shape가 다른 값을 담으려 했어요. 담을 곳과 담을 값의 shape를 맞추어 보세요.",
    "broadcast": "shape가 맞지 않는 두 배열을 함께 계산했어요. 두 배열의 shape를 적어 보고 axis와 keepdims를 살펴보세요.",
    "axis": "배열에 그 축이 없어요. 1차원 입력에도 쓸 수 있는 축인지 살펴보세요. 마지막 축은 `axis=-1`이에요.",
    "mask_shape": "불리언 배열로 고를 때 그 길이가 고르려는 배열과 달라요. 무엇을 비교해 만든 배열인지 살펴보세요.",
    "too_many_indices": "배열의 차원보다 인덱스를 많이 적었어요. 그 값이 몇 차원 배열인지 살펴보세요.",
    "bounds": "인덱스가 범위를 벗어났어요. 인덱스가 0부터 길이 − 1 사이인지 살펴보세요.",
    "integer_index": "인덱스로 쓴 값이 정수가 아니에요. 실수나 배열로 리스트의 원소를 고르지 않았는지, `/` 대신 `//`를 써야 하는지 살펴보세요.",
    "integer_wanted": "정수가 필요한 곳에 실수를 주었어요. 나눗셈 `/`의 결과는 실수이므로 개수나 크기는 `//`로 구해 주세요.",
    "missing_argument": "함수에 꼭 주어야 하는 인자가 빠졌어요. 매개변수가 빈칸에 적혀 있던 것과 같은지, 안에서 다른 함수를 부를 때 인자를 빠뜨리지 않았는지 살펴보세요.",
    "too_many_arguments": (
        "함수에 준 인자의 개수가 매개변수의 개수와 달라요. 메서드의 첫 매개변수가 `self`인지, 안에서 다른 함수를 부를 때 인자의 개수가 맞는지 살펴보세요."
    ),
    "argument_twice": "한 매개변수에 값을 두 번 주었어요. 인자의 순서와 이름을 살펴보세요.",
    "unknown_keyword": "함수에 없는 매개변수의 이름을 썼어요. 이름의 철자를 살펴보세요.",
    "not_callable": "함수가 아닌 값에 괄호를 붙여 불렀어요. 함수와 같은 이름의 변수에 값을 담지 않았는지, 곱하기 `*`를 빠뜨리지 않았는지 살펴보세요.",
    "unpack": "받는 변수의 개수와 돌려받은 값의 개수가 달라요. 함수가 약속한 개수만큼 튜플로 돌려주는지 확인해 보세요.",
    "not_iterable": "수 하나를 여러 값처럼 썼어요. `for`나 `len`에 준 값이 배열이 맞는지, 합이나 평균을 너무 일찍 구하지 않았는지 살펴보세요.",
    "not_subscriptable": "대괄호로 원소를 고르거나 바꿀 수 없는 값이에요. 배열이어야 할 값이 수나 튜플, 함수가 아닌지 살펴보세요.",
    "in_place_dtype": "정수 배열에 `+=`나 `/=`로 실수를 적으려 했어요. float64인 새 배열에 계산해 보세요.",
    "boolean_arithmetic": "참과 거짓의 배열은 뺄 수 없어요. 정수나 실수로 바꾸어 계산해 보세요.",
    "one_number": "수 하나만 받는 함수에 배열을 주었어요. `math.exp`나 `float(…)` 대신 `np.exp`처럼 배열을 받는 함수를 써 보세요.",
    "operand": "그 연산을 할 수 없는 종류의 값을 계산했어요. 리스트나 문자열이 섞이지 않았는지 살펴보고, 리스트라면 `np.asarray(…)`로 바꾸어 보세요.",
    "nan_to_integer": "NaN이나 무한대를 정수로 바꾸려 했어요. 그 값이 어디에서 나왔는지 살펴보세요.",
    "ragged": "배열의 원소 하나에 여러 값을 담으려 했거나, 길이가 다른 값들로 배열을 만들려 했어요. 담는 값의 shape를 살펴보세요.",
    "reshape": "원소의 개수가 달라 그 shape로 바꿀 수 없어요. `reshape`에 준 크기를 살펴보세요.",
    "domain": "`math`의 함수가 계산할 수 없는 값을 받았어요. 0이나 음수의 로그, 음수의 제곱근이 아닌지 살펴보세요.",
    "too_large": "수가 너무 커서 그 형식에 담지 못했어요. 지수가 커지는 곳이나 작은 정수 dtype에 담는 곳을 살펴보세요.",
    "empty": "빈 배열에서 가장 큰 값이나 작은 값을 구하려 했어요. 원소가 하나도 없는 때를 먼저 다루어 보세요.",
    "joined": "이어 붙이려는 배열들의 shape나 차원이 맞지 않거나, 이어 붙일 배열이 하나도 없어요.",
    "zero_step": "간격이 0인 `range`나 슬라이스를 만들려 했어요.",
    "negative_size": "크기가 음수인 배열을 만들려 했어요. 크기를 구하는 식을 살펴보세요.",
    "bincount": "`np.bincount`는 0 이상인 정수의 1차원 배열만 세어요. 다른 레이블도 세려면 `np.unique`를 써 보세요.",
    "negative_power": "정수를 음수로 거듭제곱하려 했어요. 밑을 실수로 바꾸어 보세요.",
    "sample": "뽑을 수 있는 것보다 많이 뽑으려 했어요. `choice`에 준 개수를 살펴보세요.",
    "text_number": "문자열을 수로 바꾸려 했어요.",
    "unhashable": "배열이나 리스트를 딕셔너리의 키나 집합의 원소로 쓰려 했어요.",
    "numpy_name": "NumPy에 그런 이름의 함수가 없어요. 철자를 살펴보세요.",
    "plain_attribute": "리스트나 수에는 배열의 속성과 메서드가 없어요. `np.asarray(…)`로 배열을 만들거나 `np.sum(…)`처럼 함수를 써 보세요.",
    "array_attribute": "배열에 그런 속성이나 메서드가 없어요. 철자를 살펴보세요.",
    "own_attribute": "그 객체에 없는 속성을 읽었어요. `self`에 값을 담는 줄이 있는지, 이름의 철자가 맞는지 살펴보세요.",
    "name": "정해지지 않은 이름을 썼어요. 이름의 철자를 확인하고, 그 이름을 정하는 줄이나 셀이 먼저 실행되는지 살펴보세요.",
}
#: For other texts, by the exception's class; they say no more than the class does.
ERRORS = {
    "NameError": KNOWN_ERRORS["name"],
    "UnboundLocalError": "함수 안에서 값을 정하기 전에 그 이름을 읽었어요.",
    "TypeError": "값의 종류가 그 연산이나 함수에 맞지 않을 때 나는 오류예요.",
    "ValueError": "값의 종류는 맞지만 그 함수가 받을 수 없는 값일 때 나는 오류예요.",
    "UFuncTypeError": KNOWN_ERRORS["in_place_dtype"],
    "IndexError": "인덱스가 배열에 맞지 않아요.",
    "KeyError": "그런 키가 없어요. 딕셔너리의 키를 확인해 보세요.",
    "AttributeError": "그 값에 그런 속성이 없어요. 값의 종류와 이름의 철자를 살펴보세요.",
    "ZeroDivisionError": "0으로 나누었어요. 나누는 값이 0이 되는 때를 먼저 다루어 보세요.",
    "OverflowError": KNOWN_ERRORS["too_large"],
    "RecursionError": "함수가 자기 자신을 끝없이 부르고 있어요.",
    "MemoryError": "메모리가 모자라요. 브로드캐스팅 때문에 배열이 너무 커지지 않았는지 확인해 보세요.",
    "AxisError": KNOWN_ERRORS["axis"],
    "AssertionError": "`assert`의 조건이 거짓이었어요.",
    "ModuleNotFoundError": "불러오려는 모듈이 없어요. 함수 안에서는 NumPy와 표준 라이브러리만 써 주세요.",
    "ImportError": "불러오려는 모듈이나 이름이 없어요. 함수 안에서는 NumPy와 표준 라이브러리만 써 주세요.",
}


def error_means(kind: str, known: str) -> str:
    """What an error means, by its class and its name in `core.known_errors`; "" when nothing is known."""
    return ERRORS.get(kind, "") if known == OWN else KNOWN_ERRORS[known]


#: In the title of a unit that goes beyond the course, after its number: "13. (심화) 활성화 함수".
FURTHER = "(심화)"
CONVENTION = "틀린 것이 아니라 다른 약속이에요"


def convention_said(says: str, convention: bool) -> tuple[bool, str]:
    """Whether a diagnosis is about another convention, and its words without `CONVENTION`, which becomes the heading."""
    rest = says.removeprefix(CONVENTION).lstrip(". ")
    return convention or rest != says, rest or says


#: What the form of a result shows, by the keys of `core.forms`.
_FORMS = {
    "none": "함수가 아무것도 돌려주지 않았어요(`None`). 마지막에 `return`을 빠뜨렸을 가능성이 높아요.",
    "none_sometimes": "어떤 입력에서는 함수가 아무것도 돌려주지 않았어요(`None`). `if`와 `for`의 모든 갈래가 `return`에 이르는지 살펴보세요.",
    "none_item": "돌려준 값 가운데 하나가 `None`이에요. 그 자리에 담을 값을 계산했는지 살펴보세요.",
    "random": "같은 인자를 주어도 결과가 달라질 수 있어요. 난수로 시작값을 정하지 않았는지, 앞에 부른 때의 값이 남아 섞이지 않는지 살펴보고, 독스트링이 정한 값에서 시작해 주세요.",
    "list_for_array": "배열을 돌려주어야 하는데 리스트를 돌려주었어요. `np.array(…)`로 만들어 돌려주세요.",
    "tuple_for_array": "배열 하나를 돌려주어야 하는데 튜플을 돌려주었어요. `return` 뒤에 쉼표가 있거나 값을 더 적지 않았는지 살펴보세요.",
    "list_for_tuple": "튜플을 돌려주어야 하는데 리스트를 돌려주었어요. `return a, b`처럼 대괄호 없이 적어 주세요.",
    "tuple_for_list": "리스트를 돌려주어야 하는데 튜플을 돌려주었어요. 대괄호로 적거나 `list(…)`로 바꾸어 주세요.",
    "array_for_tuple": "여러 값을 튜플로 돌려주어야 하는데 배열 하나를 돌려주었어요. `return a, b`처럼 약속한 값을 모두 적어 주세요.",
    "array_for_list": "배열의 리스트를 돌려주어야 하는데 배열 하나를 돌려주었어요.",
    "number_for_tuple": "여러 값을 튜플로 돌려주어야 하는데 수 하나를 돌려주었어요. `return a, b`처럼 약속한 값을 모두 적어 주세요.",
    "list_for_number": "수 하나를 돌려주어야 하는데 리스트나 튜플을 돌려주었어요.",
    "number_for_array": "배열을 돌려주어야 하는데 수 하나를 돌려주었어요. `.sum()`이나 `.mean()`에 `axis`를 빠뜨렸을 가능성이 높아요.",
    "array_for_number": "수 하나를 돌려주어야 하는데 배열을 돌려주었어요. 모두 더하거나 평균을 내는 것을 빠뜨리지 않았는지 살펴보세요.",
    "not_summed": "수 하나를 돌려주어야 하는데 배열을 돌려주었어요. 원소를 모두 더하면 기대한 값이 되므로, 합(`np.sum`)을 빠뜨린 것 같아요.",
    "not_averaged": "수 하나를 돌려주어야 하는데 배열을 돌려주었어요. 원소의 평균이 기대한 값이므로, 평균(`np.mean`)을 빠뜨린 것 같아요.",
    "count": "돌려준 값의 개수가 약속과 달라요. `return`에 적은 값의 개수와 순서를 독스트링과 맞추어 보세요.",
    "integer_dtype": "값은 맞는데 dtype이 정수예요. 실수(float64)로 돌려주세요.",
    "float_dtype": "값은 맞는데 dtype이 실수예요. 번호나 개수는 정수로 돌려주세요.",
    "short_float": "값은 맞는데 dtype이 float64보다 짧아요. 입력을 먼저 float64로 바꾸어(`x.astype(np.float64)`) 계산해 주세요.",
    "short_dtype": "결과의 dtype이 float64보다 짧은 실수예요. 작은 정수를 그대로 계산하면 그렇게 되고 값도 틀려지므로, 입력을 먼저 float64로 바꾸어 주세요.",
    "bool_dtype": "값은 맞는데 dtype이 불리언이에요. 약속한 dtype으로 바꾸어 돌려주세요.",
    "truncated": "소수점 아래가 버려졌어요. 정수 배열에 실수를 담으면 그렇게 되므로, 결과를 담을 배열을 float64로 만들어 주세요.",
    "one_element": "값은 맞는데 원소가 하나인 배열이에요. 수 하나를 돌려주세요. `keepdims`나 대괄호가 남아 있지 않은지 살펴보세요.",
    "outer": "1차원 배열이 나와야 하는데 행과 열이 있는 배열이 나왔어요. (m, 1)과 (m,)를 함께 계산하면 (m, m)이 되므로 계산한 배열의 shape를 살펴보세요.",
    "column": "값은 맞는데 shape가 (m,)이 아니라 축이 하나 더 있어요. `reshape(-1)`로 펴거나, `keepdims`나 `[:, None]`이 남아 있지 않은지 살펴보세요.",
    "flat": "값은 맞는데 축이 모자라 shape가 달라요. 모양을 펴지 않았는지(`ravel`, `flatten`), `keepdims`를 빠뜨리지 않았는지 살펴보세요.",
    "transposed": "값은 맞는데 행과 열이 바뀌었어요. 전치(`.T`)가 더 있거나 빠지지 않았는지 살펴보세요.",
}  # fmt: skip


def raised_on_legal_input(kind: str) -> str:
    """The sentence for an exception (of class ``kind``) on valid input whose text is not a well-known one."""
    return f"여러분의 코드가 올바른 입력에 `{kind}`{josa_of(kind, '을/를')} 냈어요."


def form_says(key: str, name: str = "") -> str:
    """The sentence for a key of `core.forms`; ``name``: the parameter or function that the key is about."""
    if key == "ignored":
        return f"`{name}`{josa_of(name, '을/를')} 바꾸어도 결과가 그대로예요. 함수 안에서 `{name}`{josa_of(name, '을/를')} 쓰는지 살펴보세요."
    if key == "calls":
        return (
            f"`{name}`도 점수를 다 받지 못했어요. 이 함수가 `{name}`{josa_of(name, '을/를')} 부른다면 "
            f"`{name}`부터 고쳐 보세요."
        )
    return _FORMS.get(key, "")
