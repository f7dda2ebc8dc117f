"""The unrolled network: an RNN that reads Korean words without spaces, letter by letter, and guesses the next one.

The experiment is J. L. Elman's ("Finding structure in time", 1990) with words of our own: nobody tells the network
where a word begins, but there it guesses worst.  The weights are random; only the linear read-out is fitted.
"""

from functools import cache

import numpy as np
from npml.widgets import BLUE, GREEN, GREY, INK, ORANGE, RED, Slider, attempt, drawing, picture, usable, widget

from .memory import random_weights, ridge

WORDS = ("나비", "나무", "고양이", "강아지", "아버지", "어머니", "운동장", "운동화", "동화책", "자동차", "화장지")
SHOWN = ("강아지", "운동화", "나비", "자동차", "어머니", "동화책", "아버지")
LETTERS = tuple(sorted(set("".join(WORDS))))
LENGTH, STREAMS, HIDDEN = 20, 100, 24  # letters of a stream, streams to fit and as many to test, hidden units
WINDOW = 6  # steps of the unrolled network that are seen at once


def stream(rng):
    """Words drawn at random and written without spaces: LENGTH letters, and each one's place in its word."""
    drawn = [WORDS[index] for index in rng.integers(len(WORDS), size=LENGTH)]
    places = [place for word in drawn for place in range(len(word))]
    return "".join(drawn)[:LENGTH], places[:LENGTH]


@cache
def streams():
    """Letters as numbers (LENGTH, 2·STREAMS + 1) and their places in the word; the last stream is the one shown."""
    rng = np.random.default_rng(0)
    drawn = [stream(rng) for _ in range(2 * STREAMS)]
    drawn.append(("".join(SHOWN), [place for word in SHOWN for place in range(len(word))]))
    texts = np.array([[LETTERS.index(letter) for letter in text] for text, _ in drawn]).T
    return texts, np.array([places for _, places in drawn]).T


def one_hot(letters):
    """Numbers of letters, any shape, as vectors of zeros with a single one."""
    return np.eye(len(LETTERS))[letters]


def guesses(rnn_states, rho, seed=0):
    """Scores of every next letter, (19, 201, 20), and the states (19, 201, 24); None where there are no states."""
    texts, _ = streams()
    Wx, Wh, b = random_weights(rho, HIDDEN, D=len(LETTERS), seed=seed)
    weights = Wx * np.sqrt(len(LETTERS) / 2), Wh, b
    shape = (LENGTH - 1, texts.shape[1], HIDDEN)
    states = usable(attempt(rnn_states, one_hot(texts[:-1]), np.zeros(shape[1:]), *weights), shape)
    if states is None or not np.all(np.isfinite(states)):
        return None
    features = np.concatenate([np.ones((*shape[:2], 1)), states], axis=2)
    known, wanted = features[:, :STREAMS].reshape(-1, HIDDEN + 1), one_hot(texts[1:, :STREAMS]).reshape(-1, len(LETTERS))
    return features @ ridge(known, wanted), states


def inside_words(scores):
    """Share of the letters within a word (not its first) that are guessed in the test streams."""
    texts, places = streams()
    right = np.argmax(scores, axis=2) == texts[1:]
    test = np.s_[:, STREAMS : 2 * STREAMS]
    return float(np.mean(right[test][places[1:][test] > 0]))


def best_inside():
    """The share of letters within a word that nobody beats who remembers all before: of several words with one beginning, each is as likely."""
    after = [[word[place] for word in WORDS if word.startswith(start)] for one in WORDS for place in range(1, len(one)) for start in [one[:place]]]
    return float(np.mean([max(map(letters.count, letters)) / len(letters) for letters in after]))


def errors_by_place(scores):
    """Elman's measure in the test streams, for the first, second and third letters of words, (3,)."""
    texts, places = streams()
    error = np.sqrt(np.mean((scores - one_hot(texts[1:])) ** 2, axis=2))
    test = np.s_[:, STREAMS : 2 * STREAMS]
    return np.array([error[test][places[1:][test] == place].mean() for place in range(3)])


def surprise(scores):
    """Elman's measure for the text shown: the root of the mean squared error of each guess, (19,)."""
    wanted = one_hot(streams()[0][1:, -1])
    return np.sqrt(np.mean((scores[:, -1] - wanted) ** 2, axis=1))


@widget(
    "시간을 따라 펼친 RNN: 글자를 하나씩 읽고 다음 글자 맞히기",
    mission="단어 안의 글자를 80%도 맞히지 못하는 큰 ρ를 찾으세요. ρ = 0과는 왜 다르게 틀리는지도 보세요.",
    controls={
        "step": Slider("읽은 글자 수", 1, LENGTH - 1, 6, step=1, play=True),
        "rho": Slider("스펙트럼 반경 ρ", 0.0, 3.0, 0.4, step=0.1),
    },
)
def draw_unrolled(rnn_states, *, step, rho):
    """The last steps of the network side by side, and how wrong its guess of each letter was."""
    texts, places = streams()
    text, first = [LETTERS[number] for number in texts[:, -1]], places[:, -1] == 0
    found = guesses(rnn_states, rho)
    fig, (network, errors) = drawing(2, 1, width=860, height=520, height_ratios=[1.75, 1])
    _network(network, text, step, found)
    _errors(errors, text, step, first, found)
    shown = "".join(text[:step])
    alt = f"위는 ‘{shown}’까지 읽은 RNN을 시점마다 펼친 그림, 아래는 글자마다 예측이 얼마나 틀렸는지 그린 그래프입니다. ρ는 {rho:g}입니다."
    if found is None:
        reading = "먼저 4절의 rnn_states를 채우면 은닉 상태와 예측이 나타납니다. 채웠다면 바로 아래의 check를 통과하세요."
        return picture(fig, alt=alt, reading=reading, goal=False)
    scores = found[0]
    guess, share, error = LETTERS[int(np.argmax(scores[step - 1, -1]))], inside_words(scores), surprise(scores)
    hit = "맞혔습니다" if guess == text[step] else f"정답은 ‘{text[step]}’이니 틀렸습니다"
    reading = (
        f"‘{text[step - 1]}’까지 읽고 예측한 다음 글자는 ‘{guess}’입니다. {hit}. 처음 보는 글 {STREAMS}줄에서 단어 안의 글자를 맞힌 비율은 {share:.0%}(앞을 모두 기억할 때의 최선은 {best_inside():.0%})이고, "
        f"이 글에서 예측의 오차는 단어의 첫 글자에서 평균 {error[first[1:]].mean():.2f}, 단어 안에서 {error[~first[1:]].mean():.2f}입니다."
    )
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=rho > 0 and share < 0.8)


def _network(axes, text, step, found):
    """Columns of one step each: letter, state as 6×4 cells, guess; arrows carry the shared weights."""
    axes.bare()
    axes.set(xlim=(0, 840), ylim=(0, 290), title="위부터 예측한 다음 글자, 은닉 상태, 읽은 글자")
    last = max(step, min(WINDOW, LENGTH - 1))
    for column, number in enumerate(range(last - WINDOW, last)):
        x = 90 + 134 * column
        read = number < step
        _arrow(axes, x - 97, x - 40, 150, along=True, faint=not read)
        axes.text(x - 69, 164, "Wh", size=13)
        axes.text(x, 22, text[number], size=22 if read else 16)
        _arrow(axes, 46, 112, x, along=False, faint=not read)
        axes.text(x + 15, 78, "Wx", size=13)
        _state(axes, x, found[1][number, -1] if found is not None and read else None)
        axes.text(x - 24, 187, f"h{_subscript(number + 1)}", size=13)
        if found is None or not read:
            continue
        order = np.argsort(-found[0][number, -1])
        guess, right = LETTERS[order[0]], LETTERS[order[0]] == text[number + 1]
        _arrow(axes, 192, 232, x, along=False, faint=False)
        axes.text(x, 256, guess, size=22)
        axes.box(x - 18, 238, 36, 36, "-" if right else ":", color=GREEN if right else RED)
        axes.text(x + 40, 256, "맞음" if right else "틀림", size=13)


def _state(axes, x, state):
    """Cells of a state around (x, 150), orange below zero and purple above."""
    for index in range(HIDDEN):
        left, top = x - 36 + 12 * (index % 6), 126 + 12 * (index // 6)
        if state is not None:
            value = float(state[index])
            axes.block(left, left + 12, top, top + 12, color=ORANGE if value < 0 else "#704CA0", alpha=round(abs(value), 2))
    axes.box(x - 37, 125, 74, 50, color=GREY if state is None else INK, linewidth=1.5)


def _arrow(axes, start, end, other, *, along, faint):
    """A straight arrow to the right (along) or upwards."""
    color = GREY if faint else BLUE
    shaft, head = np.array([[start, other], [end - 8, other]]), np.array([[end, other], [end - 9, other + 5], [end - 9, other - 5]])
    if not along:
        shaft, head = shaft[:, ::-1], head[:, ::-1]
    axes.plot(*shaft.T, color=color, linewidth=2)
    axes.fill(*head.T, color=color)


def _subscript(number):
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(number))


def _errors(axes, text, step, first, found):
    """Elman's curve: the error of the guess at each letter, with the words' first letters marked."""
    if found is not None:
        error, at = surprise(found[0])[:step], np.arange(2, step + 2)
        begins = first[1 : step + 1]
        axes.plot(at, error, color=BLUE, label="예측의 오차")
        if begins.any():
            axes.scatter(at[begins], error[begins], color=RED, marker="^", markersize=12, label="단어의 첫 글자")
        axes.scatter(at[~begins], error[~begins], color=BLUE, markersize=7)
    axes.set(xlim=(0.5, LENGTH + 0.5), ylim=(0, 0.36), xticks=range(1, LENGTH + 1), xticklabels=text,
             title="글자마다 예측이 틀린 정도", yticks=[0, 0.1, 0.2, 0.3])  # fmt: skip
