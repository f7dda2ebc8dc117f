"""Which well-known error of Python, NumPy or PyTorch is this?

Two exceptions of one class may have nothing in common, so a class alone says little.  The texts of the errors that
beginners meet are few, and each means one thing: here it gets a fixed name.  Only that name is passed on, never the
text: in a judged call the student's code may write it, and it may quote a hidden input.
"""

from __future__ import annotations

import re

#: The name for every other text: most often it comes from the student's own `raise`.
OWN = ""

# Names and patterns in the order in which they are tried: the first pattern that fits gives the name.
_TEXTS: tuple[tuple[str, str], ...] = (
    ("no_graph", r"^element 0 of tensors does not require grad"),
    ("graph_twice", r"^Trying to backward through the graph a second time"),
    ("graph_to_numpy", r"^Can't call numpy\(\) on Tensor that requires grad"),
    ("graph_in_place", r"^a (leaf Variable|view of a leaf Variable) that requires grad is being used in an in-place"),
    ("not_scalar_loss", r"^grad can be implicitly created only for scalar outputs"),
    ("tensor_dtype", (
        r"^mat1 and mat2 must have the same dtype|^Input type .* should be the same|^expected (scalar type|target dtype)|"
        r"^Only Tensors of floating point"
    )),
    ("tensor_matmul", r"^mat1 and mat2 shapes cannot be multiplied|^size mismatch, got "),
    ("tensor_sizes", r"^The size of tensor a .* must match|^Target size .* must be the same as input size"),
    ("tensor_view", r"^shape '\[.*\]' is invalid for input of size|^view size is not compatible"),
    ("negative_strides", r"^At least one stride in the given numpy array is negative"),
    ("module_init", r"before Module\.__init__\(\) call|forgot to call `super\(\)\.__init__\(\)`"),
    ("no_parameters", r"^optimizer got an empty parameter list"),
    ("not_a_tensor", r"must be Tensor, not "),
    ("none", r"'?NoneType'?"),
    ("truth", r"^The truth value of an (empty )?array"),
    ("read_only", r"(is|are) read-only|not writeable"),
    ("matmul_number", r"^matmul: .*does not have enough dimensions"),
    ("matmul", r"^matmul: .*mismatch|^shapes? .* not aligned|^inner-loop dimension"),
    ("assigned_shape", (
        r"^could not broadcast input array|^shape mismatch: value array|^cannot assign \d+ input values"
    )),
    ("broadcast", r"^operands could not be broadcast|^shape mismatch|^non-broadcastable output"),
    ("axis", r"^axis .* is out of bounds|^axes don't match|^duplicate value in 'axis'|^tuple index out of range$"),
    ("mask_shape", r"^boolean index did not match"),
    ("too_many_indices", r"^too many indices for array|^invalid index to scalar variable"),
    ("bounds", (
        r"is out of bounds for (axis|size)|^(list|tuple|string|pop) .*index out of range|^pop from empty|"
        r"^index .* out of bounds"
    )),
    ("integer_index", (
        r"^only integer scalar arrays|^only integers, slices|^arrays used as indices must be|"
        r"indices must be integers"
    )),
    ("integer_wanted", r"cannot be interpreted as an integer|^expected a sequence of integers"),
    ("missing_argument", r"missing \d+ required (positional|keyword-only) arguments?|^missing a required"),
    ("too_many_arguments", (
        r""
        r"takes (no|\d+|from \d+ to \d+|at most \d+|exactly \w+) .*arguments?( but| \(|$)|"
        r"^too many positional arguments|takes no arguments"
    )),
    ("argument_twice", r"got multiple values for|multiple values for argument"),
    ("unknown_keyword", r"unexpected keyword argument|is an invalid keyword argument"),
    ("not_callable", r"object is not callable$"),
    ("unpack", r" to unpack|^cannot unpack"),
    ("not_iterable", r"is not iterable$|^iteration over a 0-d array|has no len\(\)$|^len\(\) of unsized object"),
    ("not_subscriptable", r"is not subscriptable$|does not support item (assignment|deletion)$"),
    ("in_place_dtype", r"^Cannot cast ufunc|^cannot cast .* (from|to) dtype"),
    ("boolean_arithmetic", r"^(The )?numpy boolean (subtract|negative)"),
    ("one_number", r"^can only convert an array of size 1|^only (size-1|length-1|0-dimensional|length-one) arrays"),
    ("operand", (
        r"^unsupported operand type|^bad operand type|^can only concatenate|^can't multiply sequence|"
        r"not supported (for the input types|between instances)|^ufunc '.*' did not contain a loop"
    )),
    ("nan_to_integer", r"^cannot convert (float )?(NaN|infinity|inf)"),
    ("ragged", r"^setting an array element with a sequence|inhomogeneous (shape|part)"),
    ("reshape", r"^cannot reshape array|^total size of new array"),
    ("domain", r"^math domain error|^expected a (positive|nonnegative|non-negative) input|^expected a number in range"),
    ("too_large", (
        r"^math range error|"
        r"^\(34, |too large to convert|^Python int(eger)? .*(too large|out of bounds)|^int too large|^cannot fit"
    )),
    ("empty", (
        r"^zero-size array to reduction|^attempt to get arg(max|min) of an empty|"
        r"(arg is an empty sequence|argument is empty)$"
    )),
    ("joined", (
        r"^all the input (array dimensions|arrays must have)|^all input arrays must have|"
        r"^need at least one array|^zero-dimensional arrays cannot be concatenated"
    )),
    ("zero_step", r"^slice step cannot be zero|^range\(\) arg 3 must not be zero"),
    ("negative_size", r"^negative dimensions are not allowed|^index can't contain negative values|^negative shift"),
    ("bincount", r"'?list'? argument must have no negative elements|^object of too small depth"),
    ("negative_power", r"^Integers to negative integer powers"),
    ("sample", r"^Cannot take a larger sample|^a must be (greater than 0|a positive integer)|^a cannot be empty"),
    ("text_number", r"^could not convert string to|^invalid literal for"),
    ("unhashable", r"^unhashable type"),
    ("numpy_name", r"^module 'numpy(\.\w+)*' has no attribute"),
    ("plain_attribute", r"^'(list|tuple|int|float|bool|str|dict|range|generator)' object has no attribute"),
    ("array_attribute", r"^'numpy\.\w+' object has no attribute"),
    ("own_attribute", r"object has no attribute|^type object .* has no attribute"),
    ("name", r"^name '.*' is not defined|^cannot access (free|local) variable|^local variable .* referenced before"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _TEXTS)
_MARK = re.compile(r"\[([A-Z_]+)\]")
_WORDS = "own_words"
KNOWN = tuple(name for name, _ in _TEXTS)
#: At most this many characters are looked at: no standard message is longer, and a student's text may be endless.
_LONGEST = 500


def mark(text: str) -> str:
    """A text to store in place of the given one: `recognise` gives the same name for it, and it says nothing else."""
    return f"[{(recognise(text) or _WORDS).upper()}]"  # in capitals: not to be taken for a parameter


def recognise(text: str) -> str:
    """The name of the well-known error that has this text (or this `mark`), else `OWN`."""
    if marked := _MARK.match(text):
        name = marked.group(1).lower()
        return name if name in KNOWN else OWN
    line = text[:_LONGEST].split("\n", 1)[0].strip()
    return next((name for name, pattern in _PATTERNS if pattern.search(line)), OWN)


def same_error(one: tuple[str | None, str], other: tuple[str | None, str]) -> bool:
    """Whether two (class, text) pairs may be the same error; an empty text was not kept and fits any."""
    if one[0] != other[0]:
        return False
    return not one[1] or not other[1] or recognise(one[1]) == recognise(other[1])
