# %% [markdown]
r"""
# 17. (심화) 딥러닝 프로세스

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 데이터를 **나누는 일에서 시작해** 다듬고, 학습시키고, 고르고, 딱 한 번 시험하는 딥러닝의 차례를 직접 만듭니다.
- 빈칸과 범주가 있는 표를 훈련 세트(training set)에서 배운 값만으로 신경망에 넣을 수 있게 바꿉니다.
- 정확도(accuracy) 하나가 무엇을 숨기는지 **혼동 행렬**(confusion matrix)로 찾아내고, 정밀도와 재현율로 설명합니다.
- **교차 검증**(cross-validation)으로 하이퍼파라미터(hyperparameter)를 고르고, 그 수를 어디까지 믿어도 되는지 설명합니다.
- 검증 세트가 새어 들어가는 자리를 찾아내어, 잡음에서 0.9가 나오는 코드를 고칩니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 3 | 8 | 8 | 45 | 6 | 7 | 4 | 6 | 3 | **90** |

제목에 **더 해 보기**라고 적은 절은 이 시간에 넣지 않았습니다. 건너뛰어도 나머지를 이해하고 점수를 받는 데 지장이 없습니다.

**선수 단원**: 없습니다. 1단원의 선형 회귀와 9단원의 분류기를 보았다면 더 좋습니다. 건너뛰어도 강의를 마치는 데 지장이 없는 심화 단원입니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다. 신경망은 scikit-learn이 학습시키고, 여러분은 그 앞뒤의 모든 것을 NumPy로 만듭니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit17 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit17 import experiments
from npml.unit17.penguins import NUMBERS, SPECIES, load
from npml.unit17.widgets import draw_bonus, draw_leak, draw_shares
from npml.unit17.with_keras import show_keras


def check_tables(number_table, category_table):
    """numbers가 2차원인지, categories와 행 수가 같은지 검사합니다. 4.2절에서 씁니다."""
    if np.ndim(number_table) != 2:
        raise ValueError(f"numbers는 2차원이어야 합니다: {np.shape(number_table)}")
    if len(number_table) != len(category_table):
        raise ValueError("numbers와 categories의 행 수가 다릅니다")

# %% [markdown]
r"""
## 1. 왜 필요한가
(3분)

남극 파머 군도의 섬 세 곳에서 펭귄 [344마리](=penguins.all)를 재었습니다. 아델리, 턱끈, 젠투 세 종입니다. 몸무게와 부리 깊이만 보고 종을 맞히는 로지스틱 회귀(logistic regression)를 하나 학습시켰습니다.

아래 두 셀을 실행하면 테스트 세트(test set)의 정확도가 나옵니다. 0.8에 가깝습니다. 세 종 가운데 하나를 찍는 것보다 훨씬 낫습니다. 그림을 보기 전에 **먼저 예상해 보세요**. 이 모델을 펭귄을 세는 데 써도 될까요?
"""

# %%
numbers, categories, species = load()  # (344, 4), (344, 2), (344,)

# %%
@demo
def first_model():
    experiments.show_two_numbers()

# %% [markdown]
r"""
바탕의 색은 첫 나누기의 모델이 무엇이라고 예측하는지 보여 줍니다. 턱끈이라고 예측하는 구역은 오른쪽 위뿐이고, 거기에는 펭귄이 [한 마리도 없습니다](=two.empty). 나누기를 열 번 바꾸어도 테스트 세트의 턱끈펭귄 가운데 맞힌 비율은 언제나 [0](=two.most_found)입니다. 그런데도 정확도는 평균 [0.79](=first_model)입니다. 이 섬들에 턱끈펭귄이 없다는 보고서가 나올 뻔했습니다.

모델의 식이 틀린 것이 아닙니다. **무엇을 넣고 무엇으로 쟀는지**가 문제입니다. 은닉 유닛 16개인 신경망(neural network)으로 바꾸어도 턱끈펭귄을 맞힌 비율은 열 번 모두 [0](=two.network)입니다. 나누고, 다듬고, 고르고, 재는 일은 모두 신경망의 바깥에 있고, 거기에서 틀리면 안쪽이 아무리 좋아도 소용없습니다. 이 단원에서는 그 바깥을 만듭니다.
"""

# %% [markdown]
r"""
## 2. 수식
(8분)

### 딥러닝의 차례와, 단계마다 보아도 되는 데이터

| 단계 | 하는 일 | 보아도 되는 것 | 이 단원 |
|--|--|--|--|
| 1 문제 정하기 | 분류인가 회귀인가, 무엇으로 잴 것인가 | 데이터의 설명 | 1절 |
| 2 나누기 | 훈련 세트와 테스트 세트로 | 레이블(label), 그리고 한 사람의 사진처럼 함께 가야 하는 무리 | `stratified_split` |
| 3 다듬기(전처리, preprocessing) | 빈칸(결측치, missing value), 눈금(scale), 범주 | **훈련 세트만** | `Preprocessor` |
| 4 구성·컴파일·학습 | 층, 손실 함수(loss function), 옵티마이저(optimizer) | 훈련 세트만 | scikit-learn, Keras |
| 5 고르기 | 하이퍼파라미터 | 훈련 세트를 다시 나눈 검증 세트 | `kfold` |
| 6 평가 | 고른 모델 하나를 **한 번** | 테스트 세트 | 보고 함수 셋(4.3–4.5절) |
| 7 예측 | 처음 보는 펭귄 | 한 마리 | `transform` |
"""

# %%
@demo
def bars_of_the_order():
    experiments.show_the_order()

# %% [markdown]
r"""
빗금 친 테스트 세트는 마지막 줄까지 잠겨 있습니다. 한 번이라도 점수를 보고 무언가를 바꾸었다면, 그 세트는 더는 테스트 세트가 아닙니다. 1절에서는 무엇이 문제인지 보이려고 펭귄을 모두 그리고 테스트 정확도를 열 번 보았습니다. 실제로는 나눈 다음 훈련 세트만 들여다봅니다.

**하이퍼파라미터**는 학습이 정해 주지 않아 사람이 고르는 값입니다.

<details><summary>(더 해 보기) 어떤 것이 있고, 잘못 고르면 어떻게 되나요?</summary>

| 하이퍼파라미터 | 너무 작으면 | 너무 크면 | 어느 단원 |
|--|--|--|--|
| 은닉층과 유닛의 수 | 과소적합(underfitting) | 과적합(overfitting) | 14 |
| 학습률(learning rate) | 좀처럼 배우지 못함 | 발산 | 1, 6 |
| 배치 크기 | 흔들리고 느림 | 메모리가 모자람 | 5 |
| 에포크(epoch) | 과소적합 | 과적합(조기 종료로 막음) | 7 |
| 규제(regularization), 드롭아웃(dropout) 비율 | 과적합 | 과소적합 | 10, 7 |

조기 종료(early stopping)를 쓰면 언제 멈출지도 데이터를 보고 정합니다. 그때 보는 검증 세트도 훈련 세트에서 떼어 냅니다.

</details>
"""

# %% [markdown]
r"""
### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $m$, $n$, $C$ | | 정수 | 샘플, 수로 된 특성, 클래스의 수 |
| $x$ | `numbers` | $(m, n)$ | 수의 표. 빈칸은 NaN |
| | `categories` | $(m, d)$ | 범주의 표. 섬, 성별 같은 글자 |
| $y_i$, $p_i$ | `y_true[i]`, `y_pred[i]` | 수 하나 | $i$번째 샘플의 정답과 예측 |
| $\bar y$ | `y_true.mean()` | 수 하나 | 정답의 평균 |
| $M$ | `matrix` | $(C, C)$ | 혼동 행렬. 행이 정답, 열이 예측 |
| $P$, $R$, $F$ | `precision`, `recall`, `f1` | $(C,)$ | 클래스별 점수 |

### 다듬기

열마다 훈련 세트의 중앙값으로 빈칸을 채운 다음, 그 열의 평균 $\mu$와 표준편차 $\sigma$로 **표준화**(standardization)합니다. 범주는 배운 범주마다 0과 1의 열을 하나씩 두는 **원-핫 인코딩**(one-hot encoding)으로 바꿉니다. 범주의 모든 열에서 배운 범주 수를 더한 것을 $K$라고 하면, 다듬은 표는 $(m, n + K)$입니다.

$$z = \frac{x - \mu}{\sigma}, \qquad (m, n),\ (n,) \to (m, n)$$

눈금을 왜 맞출까요? 몸무게는 수천이고 부리 깊이는 십몇입니다. 가중치(weight)를 모두 비슷한 크기에서 시작하는 신경망에 이대로 넣으면 무슨 일이 생길까요? 7.1절에서 해 봅니다.

### 분류 모델 평가하기

$M_{tj}$는 정답이 $t$인데 $j$라고 예측한 샘플의 수입니다. 대각선이 맞힌 것입니다.

$$P_k = \frac{M_{kk}}{\sum_t M_{tk}}, \qquad R_k = \frac{M_{kk}}{\sum_j M_{kj}}, \qquad F_k = \frac{2 P_k R_k}{P_k + R_k}$$

**정밀도**(precision) $P_k$는 $k$라고 **말한 것** 가운데 맞은 비율이고, **재현율**(recall) $R_k$는 $k$**인 것** 가운데 찾아낸 비율입니다. F1은 둘의 조화 평균이라 낮은 쪽에 끌려갑니다. 정확도는 대각선의 합을 $m$으로 나눈 것입니다.

### 회귀 모델 평가하기

오차를 $e_i = y_i - p_i$라고 하면 다음과 같습니다.

$$\mathrm{MAE} = \frac{1}{m}\sum_i |e_i|, \qquad \mathrm{RMSE} = \sqrt{\frac{1}{m}\sum_i e_i^2}, \qquad R^2 = 1 - \frac{\sum_i e_i^2}{\sum_i (y_i - \bar y)^2}$$

$R^2$의 분모는 언제나 **평균 $\bar y$만 내놓는 모델**의 오차를 제곱한 합입니다. 그보다 나으면 양수, 같으면 0입니다. 그보다 못하면 어떻게 될까요? 3절에서 보겠습니다. $\bar y$는 훈련 세트가 아니라 **점수를 매기는 세트**의 평균입니다.

### k겹 교차 검증

훈련 세트를 $k$조각(폴드, fold)으로 나누어 한 조각씩 돌아가며 **검증 세트**(validation set)로 쓰고, $k$개의 점수를 평균합니다. 어느 샘플이나 꼭 한 번 검증되고 $k - 1$번 훈련에 쓰입니다. 이 $k$개의 모델은 점수를 내는 데만 쓰고 버립니다. 설정을 고르고 나면 **그 설정으로 훈련 세트 전체를 다시 학습**합니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(8분)

**나누기.** 샘플이 20개, 9개, 6개인 세 클래스를 0.3의 비율로 나눕니다. 비율대로라면 테스트 세트로 몇 개씩 가야 할까요? 정수가 아니라면 몇 개를 보내겠어요?

<details><summary>답 보기</summary>

비율대로라면 $6$, $2.7$, $1.8$개입니다. 그래서 6개, 2개나 3개, 1개나 2개가 테스트 세트로 갑니다.

</details>

**다듬기.** 훈련 세트가 네 마리입니다. 첫 열의 빈칸은 NaN, 둘째 열은 모두 같습니다.

| 첫 열 | 둘째 열 | 섬 |
|--|--|--|
| 2 | 10 | Dream |
| NaN | 10 | Biscoe |
| 4 | 10 | Biscoe |
| 10 | 10 | (빈 글자) |

- 첫 열의 중앙값은 있는 값 2, 4, 10에서 $4$입니다. 채우면 2, 4, 4, 10이고, **채운 다음의** 평균은 $5$, 표준편차는 $\sqrt{(9 + 1 + 1 + 25)/4} = 3$입니다.
- 둘째 열의 평균은 10, 표준편차는 0입니다. 0으로 나눌 수 없으니 1로 나눕니다.
- 섬은 빈 글자, Biscoe, Dream의 차례로 정렬합니다. 빈 글자도 범주입니다.

이제 처음 보는 두 마리가 옵니다. (NaN, 10, Dream)과 (11, 12, Torgersen)입니다. Torgersen은 훈련 세트에 없던 섬입니다. 오류를 낼까요, 아니면 무엇으로 바꿀까요? 종이에 다섯 칸씩 채워 보세요.

<details><summary>답 보기</summary>

첫째는 빈칸을 4로 채워 $(4 - 5)/3 = -1/3$, $(10 - 10)/1 = 0$, 섬은 $0, 0, 1$입니다. 둘째는 $(11 - 5)/3 = 2$, $(12 - 10)/1 = 2$이고, Torgersen은 배우지 않은 섬이라 $0, 0, 0$입니다. 오류를 내면 이 펭귄에 대해서는 아무것도 예측할 수 없습니다.

</details>

**분류.** 아홉 마리의 정답이 $(0, 0, 0, 0, 1, 1, 2, 2, 2)$, 예측이 $(0, 1, 1, 2, 1, 1, 2, 2, 1)$입니다. 클래스는 넷인데 3번은 나오지 않았습니다. 물음표를 채워 보세요.

$$M = \begin{bmatrix} 1 & 2 & 1 & 0 \\ 0 & 2 & 0 & 0 \\ 0 & ? & ? & 0 \\ 0 & 0 & 0 & 0 \end{bmatrix}, \qquad P = \left(1,\ ?,\ \tfrac{2}{3},\ 0\right), \qquad R = \left(\tfrac14,\ ?,\ \tfrac23,\ 0\right)$$

<details><summary>답 보기</summary>

셋째 행은 $(0, 1, 2, 0)$입니다. 1번이라고 말한 것은 다섯, 맞은 것은 둘이라 $P_1 = 2/5$이고, 1번인 것은 둘 다 찾아 $R_1 = 1$입니다. 3번은 $0/0$이고 이 단원의 약속은 0입니다. 0번의 $F = 2 \cdot 1 \cdot 0.25 / 1.25 = 0.4$입니다. 정확도는 $5/9$입니다.

</details>

**회귀.** 정답이 $(2, 4, 6, 8, 10)$, 예측이 $(3, 1, 5, 5, 10)$입니다. MAE, RMSE, $R^2$을 구하세요. 예측이 정답을 거꾸로 놓은 $(10, 8, 6, 4, 2)$라면 $R^2$은 얼마일까요?

<details><summary>답 보기</summary>

오차는 $(-1, 3, 1, 3, 0)$이니 MAE는 $8/5 = 1.6$, RMSE는 $\sqrt{20/5} = 2$입니다. 평균 6에서 떨어진 제곱의 합이 $40$이니 $R^2 = 1 - 20/40 = 0.5$입니다.

거꾸로 놓으면 오차의 제곱의 합이 $64 + 16 + 0 + 16 + 64 = 160$이라 $R^2 = 1 - 160/40 = -3$입니다. 오차를 제곱한 합이 평균만 내놓을 때의 **네 배**입니다. 제곱이라는 이름과 달리 음수가 될 수 있습니다.

</details>

**교차 검증.** 샘플 7개를 세 조각으로 나누면 조각의 크기는 얼마씩일까요? 샘플 하나는 훈련에 몇 번 쓰이나요?

<details><summary>답 보기</summary>

크기는 3, 2, 2입니다. 어느 샘플이나 검증에 한 번, 훈련에 두 번 쓰입니다.

</details>
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(45분)

함수 다섯 개와 클래스 하나를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다. 함수의 설명에 "`y`를 적은 ValueError"라고 하면, 오류의 메시지에 `y`라는 이름이 들어 있어야 한다는 뜻입니다. `trace("이름")`을 실행하면 확인에서 어긋난 호출을 한 줄씩 따라가 볼 수 있습니다.

### 4.1 비율을 지키며 나누기

전체를 섞어 다섯에 하나, [69마리](=penguins.tested)를 떼어 내면 그 안에 턱끈펭귄은 몇 마리일까요? 비율대로라면 [13.6마리](=penguins.share)입니다. 난수 시드를 천 번 바꾸어 봅니다.
"""

# %%
@demo
def plain():
    counts = experiments.plain_counts()
    print(f"턱끈펭귄: 적을 때 {counts.min()}마리, 많을 때 {counts.max()}마리")
    low, high = np.percentile(counts, [10, 90]).astype(int)
    often = np.sum((counts >= low) & (counts <= high))
    print(f"천 번 가운데 {often}번은 {low}–{high}마리")

# %% [markdown]
r"""
열에 여덟은 [10](=plain)–[17](=plain)마리이지만, 운이 나쁘면 [세](=plain_range.low) 마리입니다. 세 마리로 잰 재현율을 믿을 수 있을까요? 그래서 클래스마다 따로 나눕니다. 이것을 **층화**(stratification)라고 합니다.

쓰기 전에 생각해 보세요. 샘플이 두 개뿐인 클래스의 10%는 몇 개인가요? 클래스마다 나눈 것을 이어 붙이기만 하면, 앞에서부터 미니배치(mini-batch)를 만들 때 무슨 일이 생길까요? 답은 `check` 아래에 있습니다.

난수는 받은 `rng`에서만 뽑습니다. `np.random.default_rng(rng)`는 None도 정수도 생성기도 받습니다.
"""

# %% tags=["solution:stratified_split"]
def stratified_split(y, test_size=0.2, rng=None):
    """클래스의 비율을 지키며 샘플의 번호를 둘로 나눕니다. (≈ 12줄)

    y: 레이블, shape (m,)인 배열. 정수, 실수, 문자열, 불리언 가운데 한 가지.
    test_size: 테스트 세트의 비율. 0보다 크고 1보다 작다.
    rng: None(매번 새로), 0 이상의 정수, np.random.Generator 가운데 하나.
    반환값: (train, test). 0부터 m − 1까지의 번호를 빠짐없이, 겹치지 않게 나누어 담은
        1차원 정수 배열 둘. 둘 다 섞여 있다.
    예: y = [0, 0, 0, 1, 1]  ->  ([3, 0, 1], [4, 2])   (뽑을 때마다 다르다)

    채점의 경계 조건
        샘플이 c개인 클래스에서 test로 가는 수는 test_size·c를 내림하거나 올림한 값.
        다만 적어도 1, 많아도 c − 1이다. 클래스 안에서는 모든 샘플이 똑같은 확률로
        뽑히고, 클래스마다 서로 상관없이 뽑는다.
        같은 정수나 상태가 같은 생성기를 주면 결과도 같다. 생성기의 상태는 나아간다.
        np.random의 전역 상태는 읽지도 바꾸지도 않는다. y를 바꾸지 않는다.
        test_size·c가 반올림 오차로 정수를 넘나드는 경우는 채점하지 않는다.
        test_size가 0 이하이거나 1 이상이면 test_size를, 샘플이 하나뿐인 클래스가
        있으면 y를 적은 ValueError.
    """
    ### BEGIN SOLUTION
    if not 0 < test_size < 1:
        raise ValueError(f"test_size는 0보다 크고 1보다 작아야 합니다: {test_size}")
    rng = np.random.default_rng(rng)
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 2:
            raise ValueError(f"y에 샘플이 하나뿐인 클래스가 있습니다: {label}")
        count = min(max(round(test_size * len(rows)), 1), len(rows) - 1)
        test.append(rows[:count])
        train.append(rows[count:])
    return rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(test))
    ### END SOLUTION


# %% tags=["grade:stratified_split"]
check("stratified_split")

# %%
hint("stratified_split")

# %% [markdown]
r"""
<details><summary>4.1절의 두 물음의 답</summary>

두 개의 10%는 0.2개라 반올림하면 0입니다. 그러면 그 클래스를 맞히는지 알 길이 없으니 적어도 하나는 보냅니다. 거꾸로 90%라면 둘 다 가 버리니, 훈련에도 하나는 남깁니다. 이어 붙이기만 하면 처음의 미니배치들은 한 클래스뿐이라, 신경망이 그 클래스만 배우다가 다음 클래스에서 잊습니다.

</details>

### 4.2 훈련 세트에서만 배우기

펭귄의 표에는 빈칸이 있습니다. 몇 마리는 재지 못했고, 성별을 모르는 펭귄도 있습니다.
"""

# %%
@demo
def gaps():
    for name, column in zip(NUMBERS, numbers.T, strict=True):
        print(f"{name}: 빈칸 {np.isnan(column).sum()}개")
    print(f"성별을 모르는 펭귄: {np.sum(categories[:, 1] == '')}마리")
    print("첫 펭귄:", numbers[0], categories[0])
    print("넷째 펭귄:", numbers[3], categories[3])

# %% [markdown]
r"""
빈칸을 채우고 눈금을 맞추려면 중앙값과 평균을 알아야 합니다. 2절의 표에서는 **훈련 세트만** 보라고 했습니다. 펭귄을 모두 쓰면 더 정확할 텐데 왜 그럴까요? 모델을 내놓은 다음 날 펭귄이 **한 마리** 걸어옵니다. 그 펭귄 혼자서 평균을 내면 자기 자신이라, 어떤 펭귄이 와도 빼면 0입니다. 그러니 훈련할 때 배워 두었다가 그대로 써야 합니다. 테스트 세트는 그날을 미리 연습하는 것이니 똑같이 다루어야 합니다.

그래서 함수가 아니라 클래스입니다. `fit`이 배워서 `self`에 담고, `transform`은 담긴 것만 씁니다. `numbers`가 2차원인지와 두 표의 행 수가 같은지를 검사하는 `check_tables`는 맨 위 `import`가 모인 둘째 코드 셀에 미리 적어 두었습니다. 두 메서드에서 모두 부르세요. 열 수와 빈칸뿐인 열은 직접 살펴야 합니다.

훈련 세트에 없던 섬의 펭귄이 와도 3절처럼 오류 없이 바꿉니다.
"""

# %% tags=["solution:Preprocessor"]
class Preprocessor:
    """빈칸을 채우고, 수를 표준화하고, 범주를 원-핫으로 바꿉니다. (≈ 16줄)

    numbers: 수의 표 (m, n). float64나 정수, 빈칸은 NaN. 바꾸지 않는다.
    categories: 글자(나 글자를 담은 객체)의 표 (m, d). 빈 글자 ""도 범주다.
    채점의 경계 조건
        m = 1이어도 된다. 다시 fit하면 앞의 것은 잊는다. transform은 배우지 않는다.
        표준편차가 0인 열은 1로 나눈다(채점하는 상수 열은 정수뿐이다).
        배우지 않은 범주는 모두 0이 된다.
        numbers가 2차원이 아니거나, fit에서 빈칸뿐인 열이 있거나, transform에서 열 수가
        다르면 numbers를, categories의 열 수가 다르면 categories를, 두 표의 행 수가
        다르면 하나를 적은 ValueError.
    """

    def fit(self, numbers, categories):
        """이 두 표에서만 배웁니다. 수는 열마다 있는 값의 중앙값, 그것으로 빈칸을 채운
        **다음**의 평균과 표준편차(ddof=0), 범주는 정렬한 목록. 반환값은 자유."""
        ### BEGIN SOLUTION
        check_tables(numbers, categories)
        if np.isnan(numbers).all(axis=0).any():
            raise ValueError("numbers에 빈칸뿐인 열이 있습니다")
        self.median = np.nanmedian(numbers, axis=0)
        filled = np.where(np.isnan(numbers), self.median, numbers)
        self.mean, self.std = filled.mean(axis=0), filled.std(axis=0)
        self.known = [np.unique(column) for column in categories.T]
        ### END SOLUTION

    def transform(self, numbers, categories):
        """배운 값으로 바꾼 새 float64 배열 (m, n + K). 채우고 평균을 빼고 표준편차로
        나눈 n열, 그 뒤에 categories의 열마다 배운 범주 하나에 0과 1의 열 하나.
        K는 categories의 모든 열에서 배운 범주 수의 합.
        예: 3절의 표를 fit한 다음 처음 보는 두 마리를 transform
            ->  [[-0.333, 0, 0, 0, 1], [2, 2, 0, 0, 0]]"""
        ### BEGIN SOLUTION
        check_tables(numbers, categories)
        if numbers.shape[1] != len(self.mean):
            raise ValueError(f"numbers의 열 수가 fit 때와 다릅니다: {numbers.shape}")
        if categories.shape[1] != len(self.known):
            raise ValueError(f"categories의 열 수가 fit 때와 다릅니다: {categories.shape}")
        filled = np.where(np.isnan(numbers), self.median, numbers)
        scaled = (filled - self.mean) / np.where(self.std > 0, self.std, 1.0)
        pairs = zip(categories.T, self.known, strict=True)
        return np.hstack([scaled, *[column[:, None] == known for column, known in pairs]])
        ### END SOLUTION


# %% tags=["grade:Preprocessor"]
check("Preprocessor")

# %%
hint("Preprocessor")

# %% [markdown]
r"""
통과했다면 하나만 더 **예상해 보세요**. 0.1이 세 개 있는 열의 표준편차는 얼마일까요?
"""

# %%
constant = np.full(3, 0.1)
print(constant.std(), (0.2 - constant.mean()) / constant.std())

# %% [markdown]
r"""
0이 아닙니다. 0.1의 평균을 내며 생긴 반올림 오차입니다. 그것으로 나누면 새로 온 0.2가 둘째 수처럼 터무니없이 커집니다. 오류는 없습니다. 그래서 실제 표에서는 상수 열인지를 표준편차가 아니라 `max`와 `min`이 같은지로 봅니다. scikit-learn의 `StandardScaler`도 이런 열을 알아보고 1로 나눕니다.

### 4.3 무엇을 무엇이라고 했나

혼동 행렬은 세기만 하면 됩니다. 그런데 NumPy로 세다 보면 이상한 일이 생깁니다.
"""

# %%
tally = np.zeros(3, dtype=int)
tally[[0, 0, 0, 2]] += 1  # 0을 세 번, 2를 한 번
print(tally)

# %% [markdown]
r"""
0이 **한 번**뿐입니다. 같은 번호가 여러 번 나와도 읽고 더하고 적는 일을 한꺼번에 해서 마지막 것만 남습니다. 3절의 아홉 마리를 이렇게 세면 [세](=lost_counts) 마리가 사라집니다. 오류는 없습니다.

레이블이 −1이면 어느 칸에 더해질까요? 불리언이면요?
"""

# %%
tally[-1] += 1
print(tally)
tally[[True, False, True]] += 1
print(tally)

# %% [markdown]
r"""
−1은 맨 뒤의 클래스가 되고, 불리언은 번호가 아니라 칸을 고르는 표시가 됩니다. 이번에도 오류는 없습니다. 실수라면 운이 좋은 편입니다. NumPy가 오류를 내니까요. 잘못된 레이블은 세기 전에 걸러 냅니다.
"""

# %% tags=["solution:confusion_matrix"]
def confusion_matrix(y_true, y_pred, n_classes):
    """정답마다 무엇이라고 예측했는지 셉니다. (≈ 8줄)

    y_true, y_pred: 정답과 예측, shape (m,)인 정수 배열(어떤 정수 dtype이든). m ≥ 1.
    n_classes: 클래스의 수 C.
    반환값: shape (C, C)인 정수 배열. (t, j) 자리는 정답이 t이고 예측이 j인 샘플의 수.
    예: y_true = [0, 0, 1], y_pred = [0, 2, 1], n_classes = 3
        ->  [[1, 0, 1], [0, 1, 0], [0, 0, 0]]

    채점의 경계 조건
        한 번도 나오지 않은 클래스의 행과 열도 있다. 두 배열을 바꾸지 않는다.
        dtype이 정수가 아니거나(실수, 불리언) 0부터 C − 1까지가 아닌 값이 있으면
        그 배열의 이름을 적은 ValueError. 범위가 어긋났을 때는 n_classes를 적어도 된다.
        길이가 서로 다르면 둘 가운데 하나를 적은 ValueError.
    """
    ### BEGIN SOLUTION
    for name, labels in (("y_true", y_true), ("y_pred", y_pred)):
        if labels.dtype.kind not in "iu":
            raise ValueError(f"{name}의 dtype이 정수가 아닙니다: {labels.dtype}")
        if labels.min() < 0 or labels.max() >= n_classes:
            raise ValueError(f"{name}에 0부터 {n_classes - 1}까지가 아닌 값이 있습니다")
    if len(y_true) != len(y_pred):
        raise ValueError(f"y_true와 y_pred의 길이가 다릅니다: {len(y_true)}, {len(y_pred)}")
    matrix = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix
    ### END SOLUTION


# %% tags=["grade:confusion_matrix"]
check("confusion_matrix")

# %%
hint("confusion_matrix")

# %% [markdown]
r"""
### 4.4 정밀도, 재현율, F1

나오지 않은 클래스에서는 0을 0으로 나누게 됩니다. NumPy는 이때 무엇을 내놓을까요?
"""

# %%
with np.errstate(all="ignore"):  # 경고를 잠시 끕니다
    print(np.array([2, 0]) / np.array([5, 0]))

# %% [markdown]
r"""
경고를 켜 두면 첫 나눗셈에서 알려 주지만, 그다음부터 NaN은 조용히 번집니다. 클래스의 평균을 내면 그것도 NaN입니다. 이 단원에서는 $0/0$을 0으로 정합니다. 경고를 끄거나 NaN을 나중에 덮는 대신, **나누기 전에** 손을 쓰세요.

레이블의 검사는 앞에서 만든 `confusion_matrix`가 해 줍니다.
"""

# %% tags=["solution:classification_report"]
def classification_report(y_true, y_pred, n_classes):
    """클래스마다 정밀도와 재현율과 F1을, 그리고 전체의 정확도를 구합니다. (≈ 7줄)

    y_true, y_pred, n_classes: confusion_matrix와 같다.
    반환값: 딕셔너리.
        "precision", "recall", "f1": shape (C,)인 float64 배열.
        "support": 정답이 그 클래스인 샘플의 수, shape (C,)인 정수 배열.
        "accuracy": 맞힌 샘플의 비율, 실수 하나.
    예: y_true = [0, 0, 1], y_pred = [0, 1, 1], n_classes = 2  ->  정밀도 [1, 0.5],
        재현율 [0.5, 1], F1 [0.667, 0.667], support [2, 1], 정확도 0.667

    채점의 경계 조건
        0/0은 모두 0.0이고 NumPy 경고가 없다. 두 배열을 바꾸지 않는다.
        잘못된 레이블은 confusion_matrix와 똑같은 ValueError.
    """
    ### BEGIN SOLUTION
    matrix = confusion_matrix(y_true, y_pred, n_classes)
    hits, support, predicted = np.diag(matrix), matrix.sum(axis=1), matrix.sum(axis=0)
    precision = hits / np.maximum(predicted, 1)
    recall = hits / np.maximum(support, 1)
    f1 = 2 * hits / np.maximum(predicted + support, 1)
    accuracy = float(hits.sum() / len(y_true))
    return {"precision": precision, "recall": recall, "f1": f1, "support": support, "accuracy": accuracy}
    ### END SOLUTION


# %% tags=["grade:classification_report"]
check("classification_report")

# %%
hint("classification_report")

# %% [markdown]
r"""
### 4.5 회귀의 오차

타깃이 $(m,)$인데 모델의 예측이 $(m, 1)$인 일은 아주 흔합니다. Keras와 PyTorch가 그렇게 내놓습니다. 둘을 빼면 무엇이 될까요?
"""

# %%
print((np.zeros(5) - np.zeros((5, 1))).shape)

# %% [markdown]
r"""
다섯 개의 오차가 스물다섯 개가 되었습니다. 제곱해서 평균하면 그럴듯한 수가 나오고, 아무도 알아채지 못합니다. shape부터 확인하세요.
"""

# %% tags=["solution:regression_report"]
def regression_report(y_true, y_pred):
    """회귀의 오차 세 가지를 구합니다. (≈ 6줄)

    y_true, y_pred: 타깃과 예측, shape (m,)인 float64나 정수 배열. y_true의 값은
        모두 같지는 않다.
    반환값: 실수 셋을 담은 딕셔너리. "mae"는 오차의 절댓값의 평균, "rmse"는 오차를
        제곱한 평균의 제곱근, "r2"는 1 − Σ(y − p)² / Σ(y − ȳ)². ȳ는 y_true의 평균.
    예: y_true = [1, 2, 6], y_pred = [1, 4, 5]  ->  mae 1.0, rmse 1.291, r2 0.643

    채점의 경계 조건
        정수 배열(어떤 dtype이든)도 float64로 계산한다. 두 배열을 바꾸지 않는다.
        shape가 (m,)이 아니거나 서로 다르면 둘 가운데 하나를 적은 ValueError.
    """
    ### BEGIN SOLUTION
    y, p = np.asarray(y_true, dtype=np.float64), np.asarray(y_pred, dtype=np.float64)
    if y.ndim != 1 or y.shape != p.shape:
        raise ValueError(f"y_true와 y_pred의 shape는 (m,)으로 같아야 합니다: {y.shape}, {p.shape}")
    squares, spread = np.sum((y - p) ** 2), np.sum((y - y.mean()) ** 2)
    mae, rmse = np.mean(np.abs(y - p)), np.sqrt(squares / len(y))
    return {"mae": float(mae), "rmse": float(rmse), "r2": float(1 - squares / spread)}
    ### END SOLUTION


# %% tags=["grade:regression_report"]
check("regression_report")

# %%
hint("regression_report")

# %% [markdown]
r"""
### 4.6 돌아가며 검증하기

펭귄의 표는 종의 차례로 놓여 있습니다. 앞에서부터 다섯 조각으로 자르면 조각마다 어떤 종이 들어갈까요? 먼저 예상하고 실행해 보세요.
"""

# %%
@demo
def in_order():
    for j in range(5):
        counts = np.bincount(species[69 * j : 69 * (j + 1)], minlength=3)
        print(f"조각 {j + 1}:", dict(zip(SPECIES, counts.tolist(), strict=True)))

# %% [markdown]
r"""
첫 조각을 검증에 쓰면 아델리펭귄만으로 점수를 매기고, 마지막 조각을 쓰면 턱끈펭귄을 **하나도 보지 못한 채** 훈련합니다. 그래서 섞어서 나눕니다. 조각마다 따로 섞으면 될까요, 한 번만 섞어야 할까요?
"""

# %% tags=["solution:kfold"]
def kfold(m, k, rng=None):
    """샘플의 번호를 섞어 k조각으로 나누고, 돌아가며 한 조각씩 검증에 씁니다. (≈ 5줄)

    m, k: 샘플의 수와 조각의 수, 둘 다 정수.
    rng: None, 0 이상의 정수, 생성기. 뜻도 조건도 stratified_split과 같다.
    반환값: (train, val) 튜플 k개의 리스트. 둘 다 번호를 담은 1차원 정수 배열이다.
        val k개는 0부터 m − 1까지를 빠짐없이, 겹치지 않게 나눈다.
        train에는 그 val에 없는 번호가 모두 있다.
    예: kfold(5, 2)  ->  [([4, 0], [2, 1, 3]), ([2, 1, 3], [4, 0])]

    채점의 경계 조건
        val의 크기는 서로 많아야 1만큼 다르다. 어느 샘플이 어느 조각에 가는지는
        무작위다. 배열 안의 순서는 채점하지 않는다.
        k < 2이거나 k > m이면 k를 적은 ValueError. k > m일 때는 m을 적어도 된다.
    """
    ### BEGIN SOLUTION
    if not 2 <= k <= m:
        raise ValueError(f"k는 2 이상, m 이하여야 합니다: k={k}, m={m}")
    folds = np.array_split(np.random.default_rng(rng).permutation(m), k)
    return [(np.concatenate(folds[:j] + folds[j + 1 :]), folds[j]) for j in range(k)]
    ### END SOLUTION


# %% tags=["grade:kfold"]
check("kfold")

# %%
hint("kfold")

# %%
@demo
def picture_of_folds():
    experiments.show_folds(kfold)

# %% [markdown]
r"""
어느 열에서나 진한 칸이 꼭 하나여야 합니다. 조각마다 따로 섞었다면 진한 칸이 둘인 열도, 없는 열도 생깁니다. 한 번만 섞어서 자르면 저절로 하나가 됩니다.

## 6. 실험
(6분)

### 6.1 (더 해 보기) 운에 맡기지 않기

데이터를 40번 나누어, 테스트 세트에 턱끈펭귄이 몇 마리 들었는지 셉니다. 회색은 무작위로 자른 것이고, 파란색은 **여러분의** `stratified_split`입니다. 턱끈펭귄이 더 드물었다면 어땠을지도 보세요.
"""

# %%
explore(draw_shares, stratified_split)

# %% [markdown]
r"""
희귀한 클래스일수록 운이 크게 작용합니다. 층화는 **몇 마리가 들어가는지**의 운을 공짜로 없애 줍니다. 어느 펭귄이 들어가는지의 운은 남습니다.

### 6.2 정확도가 숨기는 것

이번에는 부리 깊이와 지느러미 길이만 본 로지스틱 회귀입니다. 층화해서 나눈 훈련 세트 275마리에 대해 모델이 종마다 내놓는 로짓(logit)을 교차 검증으로 얻었습니다. 로짓이 가장 큰 종으로 예측하는데, 턱끈펭귄의 로짓에 **덤**을 조금 얹어 봅니다. 덤이 0일 때 턱끈펭귄의 재현율은 얼마인가요? 덤을 키우면 무엇이 오르고 무엇이 내리나요?
"""

# %%
explore(draw_bonus, confusion_matrix, classification_report)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

덤이 없을 때 정확도는 [0.81](=bonus.none.accuracy)이지만 턱끈펭귄의 재현율은 [0.17](=bonus.none.recall)뿐입니다. 덤을 [0.8](=bonus.chosen.value) 얹으면 정확도는 [0.81](=bonus.chosen.accuracy)로 거의 그대로인데 재현율은 [0.67](=bonus.chosen.recall)이 됩니다. 정확도는 이 둘을 구별하지 못합니다. 대신 정밀도가 [0.60](=bonus.none.precision)에서 [0.51](=bonus.chosen.precision)로 내려가, 턱끈펭귄이라고 말한 것의 절반쯤이 틀립니다. **무엇을 놓치는 것이 더 나쁜지**는 문제가 정합니다. 병을 찾는 일이라면 재현율, 스팸 메일을 걸러 지우는 일이라면 정밀도가 중요합니다.

덤을 얹는 것은 클래스를 가르는 **임계값**(threshold)을 옮기는 일과 같습니다. 덤을 음수에서 양수까지 조금씩 옮기며 정밀도와 재현율의 짝을 찍어 이으면 정밀도-재현율 곡선(precision-recall curve)이 됩니다. 덤도 하이퍼파라미터입니다. 그러니 테스트 세트가 아니라 이렇게 교차 검증한 점수를 보고 고릅니다.

</details>

### 6.3 어느 단계가 검증 세트를 보았나

이번 표는 40행이고, 특성과 레이블이 아무 관계가 없는 **잡음**입니다. 레이블은 반반이므로, 어떤 모델이든 새 데이터에서의 정확도는 **평균하면** 0.5입니다. 몇 번만 재면 운에 따라 조금 넘거나 모자랄 수 있습니다. 레이블과 상관이 큰 특성을 몇 개 골라, 두 클래스의 평균 가운데 가까운 쪽으로 예측합니다. 여러분의 `kfold`로 교차 검증하고, 여러분의 `Preprocessor`로 표준화합니다.

표준화와 특성 고르기를 **나누기 전에** 미리 해 두면 어떻게 될까요? 스위치를 켜기 전에 예상해 보세요.
"""

# %%
explore(draw_leak, kfold, Preprocessor)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

표준화는 나누기 전에 해도 점수가 거의 그대로입니다. 특성 고르기는 다릅니다. 레이블을 보고 고르기 때문입니다. 고를 때 이미 검증 세트의 답을 보았으니, 교차 검증은 아는 문제로 시험을 보는 셈입니다. 새로 뽑은 잡음에서는 여전히 동전 던지기입니다. 이렇게 평가에 쓸 데이터가 학습에 섞여 드는 것은 **데이터 누수**(data leakage)의 대표적인 꼴입니다. 예측할 때는 알 수 없을 값을 특성으로 쓰는 것도 데이터 누수입니다. 9절에서 고쳐 봅니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(7분)

시드가 같아도 함수를 어떻게 썼느냐에 따라 나뉘는 결과가 달라서, 여러분의 수는 아래의 글과 조금 다를 수 있습니다.

### 7.1 종 맞히기

이번에는 수 네 개와 섬, 성별을 모두 쓰고, 2절의 차례를 **여러분의 함수로 처음부터 끝까지** 이어 봅니다. 먼저 고르기입니다. 훈련 세트 안에서 다섯 조각을 돌며 신경망(은닉 유닛 16개, Adam)과 로지스틱 회귀를 비교합니다. 어느 쪽이 얼마나 나을까요?
"""

# %%
@demo
def in_every_fold():
    train, _ = stratified_split(species, 0.2, rng=0)
    for rows, val in kfold(len(train), 5, rng=0):
        own, held = train[rows], train[val]
        pre = Preprocessor()  # 조각마다 새로 배웁니다
        pre.fit(numbers[own], categories[own])
        X, X_val = (pre.transform(numbers[r], categories[r]) for r in (own, held))
        print(experiments.said_of(X, species[own], X_val, species[held]))

# %% [markdown]
r"""
나누기를 열 번 바꾸어 조각들의 점수를 평균하면 신경망이 [0.99](=chosen.network), 로지스틱 회귀도 [0.99](=chosen.logistic)입니다. **이 문제에는 신경망이 필요 없습니다.** 가장 단순한 모델을 먼저 돌려 보지 않으면 그것을 알 수 없습니다. 단순한 쪽을 골라 훈련 세트 전체로 다시 학습하고, 테스트 세트를 **한 번** 엽니다. 마지막으로 빈칸이 있는 낯선 펭귄 한 마리를 맞힙니다.
"""

# %%
@demo
def once_at_the_end():
    train, test = stratified_split(species, 0.2, rng=0)
    pre = Preprocessor()
    pre.fit(numbers[train], categories[train])
    model = experiments.learned(pre, train)  # 로지스틱 회귀
    guess = model.predict(pre.transform(numbers[test], categories[test]))
    print("종마다 재현율:", classification_report(species[test], guess, 3)["recall"])
    experiments.show_one(pre, model)  # 처음 보는 펭귄 한 마리

# %% [markdown]
r"""
1절에서 0이던 턱끈펭귄의 재현율(가운데)을 보세요. 모델이 아니라 **넣은 것**을 바꾼 덕분입니다.

표준화하지 않으면 신경망은 어떻게 될까요? 현상을 보려는 것이니 여기서만 테스트 정확도를 열 번 봅니다. 모델을 고르는 일이라면 위처럼 훈련 세트 안에서 해야 합니다.
"""

# %%
@demo
def scales():
    experiments.show_scales(stratified_split, Preprocessor)

# %% [markdown]
r"""
입력을 표준화한 신경망은 평균 [0.99](=scales)인데, 표준화하지 않으면 [0.44쯤](=scales)이고 나누기와 처음의 가중치를 바꿀 때마다 널뜁니다. 눈금 하나가 정확도를 반으로 줄인 것일까요? 멈춘 에포크를 보세요. scikit-learn은 손실이 열 에포크 넘게 나아지지 않으면 학습을 멈춥니다. 표준화하지 않은 쪽은 열 번 가운데 [일곱](=given_up.count) 번, [12](=given_up.epoch)에포크에서 멈췄습니다. 그런데 멈추지 않고 500에포크를 다 채우면 평균 [0.84](=scales)까지 올라옵니다. 손실이 제자리라면서 어떻게 배웠을까요? 기울기가 사라진 것일까요? 같은 신경망의 손실을 두 가지로 재어 봅니다.
"""

# %%
@demo
def flat_or_falling():
    experiments.show_two_losses(stratified_split, Preprocessor)

# %% [markdown]
r"""
파란 선이 scikit-learn이 **적은** 손실이고, 주황 선이 로짓에서 바로 구한 **진짜** 손실입니다. 수천인 몸무게 때문에 로짓이 수백 넘게 벌어져 한 종의 확률이 거의 1이 되었습니다. scikit-learn은 로그를 내기 전에 확률을 아주 작은 수에서 자르므로, 아무리 크게 틀려도 샘플 하나의 손실이 [36쯤](=ceiling)에서 막힙니다. 가중치는 [에포크마다 나아지는데](=given_up.falling) 적은 손실은 [제자리라서](=given_up.still), 나아지지 않는다고 보고 멈춘 것입니다. 로짓의 기울기는 확률에서 정답을 뺀 값이라, 크게 틀릴수록 사라지기는커녕 커집니다.

그러니 [0.44쯤](=scales)이라는 점수는 눈금이 나쁜 탓이자 **일찍 포기한** 탓입니다. 점수가 이상하게 낮으면 몇 에포크를 배웠는지부터 확인하세요.

### 7.2 하이퍼파라미터 고르기

6.2절처럼 수 두 개만 쓰는 어려운 문제에서 은닉 유닛 수와 L2 규제를 열두 가지로 바꾸어 봅니다. 훈련 세트를 여러분의 `kfold`로 다섯 조각 내어 고릅니다. 그런 다음 고른 설정으로 훈련 세트 전체를 다시 학습하고, 그 모델 **하나만** 테스트 세트로 한 번 재어 봅니다.
"""

# %%
@demo
def settings():
    experiments.show_settings(stratified_split, Preprocessor, kfold)

# %% [markdown]
r"""
선 하나가 조각 하나입니다. 이 글을 쓴 나누기에서는 한 조각의 선이 [어느 설정에서나 맨 아래](=settings_hard)입니다. 어려운 펭귄이 모인 조각입니다. 가장 좋은 설정과 가장 나쁜 설정의 평균은 [0.07쯤](=settings_apart) 다를 뿐인데 조각끼리는 그보다 훨씬 더 다르니, **같은 조각끼리** 빼야 합니다. 출력의 괄호를 보세요. 꼴찌와의 차이는 거의 모든 조각에서 같은 쪽인데, 2등과의 차이는 부호가 섞이거나 0입니다. 여러분의 1등이 위와 다르더라도 이상하지 않습니다. 바로 그만큼이 운입니다. 모두 이겼더라도 증명은 아닙니다. 1등과 꼴찌는 열둘에서 골라낸 둘이고, 조각들은 훈련 데이터를 나누어 쓰기 때문입니다. 비슷하다면 **단순한 쪽**(유닛이 적고 규제가 큰 쪽)을 고르세요.

고른 설정의 검증 점수는 조금 낙관적입니다. 열두 번 던져 가장 좋은 것을 집었으니까요. 그래서 테스트 세트를 따로 남겨 둡니다.

### 7.3 (더 해 보기) 몸무게 맞히기

이번에는 회귀입니다. 몸무게를 뺀 수 세 개와 섬, 성별, 종으로 몸무게를 맞힙니다. 몸무게를 모르는 두 마리는 뺍니다. 특성의 빈칸은 채우더라도 **타깃(target)의 빈칸은 채우지 않습니다**. 지어낸 정답으로 점수를 매기게 되니까요. 여러분의 `kfold`로 열 조각을 내고 `regression_report`로 잽니다. 마지막 줄을 **먼저 예상해 보세요**. 타깃은 수천인데 신경망의 출력은 0 근처에서 시작합니다.
"""

# %%
@demo
def masses():
    experiments.show_masses(Preprocessor, kfold, regression_report)

# %% [markdown]
r"""
평균만 내놓아도 RMSE가 [800g쯤](=masses_of.mean)입니다. 이것이 출발점입니다. $R^2$이 0이 아니라 조금 음수인 것은, 내놓은 것은 훈련 세트의 평균인데 분모에는 검증 조각의 평균이 들어가기 때문입니다. 수치 특성만 쓴 선형 회귀는 [390g쯤](=masses_of.numbers), 여러분이 원-핫으로 바꾼 범주를 더하면 [290g쯤](=masses_of.linear)입니다. 신경망도 [290g쯤](=masses_of.network)이라 선형 회귀와 다르지 않습니다.

타깃을 그대로 둔 신경망은 200에포크 뒤에도 $R^2$이 [크게 음수입니다](=masses_of.far_below). **평균만 내놓는 것보다 훨씬 나쁩니다.** 출력이 수천까지 올라오는 데만 에포크를 다 썼기 때문입니다. 에포크를 두 배(400)로 늘려 재어 보면 RMSE가 [690g쯤](=masses_of.longer)으로 줄지만 아직 멉니다. 타깃도 표준화하고, 예측한 다음 되돌리세요.

### 7.4 (더 해 보기) 라이브러리와 수치로 비교하기

scikit-learn에서는 `SimpleImputer`, `StandardScaler`, `OneHotEncoder`를 `Pipeline`과 `ColumnTransformer`로 엮습니다.
"""

# %%
@demo
def compare():
    experiments.show_sklearn(
        stratified_split, Preprocessor, confusion_matrix,
        classification_report, regression_report,
    )

# %% [markdown]
r"""
값이 모두 같습니다. `Pipeline`의 좋은 점은 계산이 아니라 **차례를 지켜 주는 것**입니다. 교차 검증에 통째로 넣으면 조각마다 `fit`부터 다시 합니다.

Keras가 있다면 같은 크기의 신경망을 학습시켜 보세요. 없으면 건너뜁니다. 이 셀은 하지 않아도 됩니다.
"""

# %%
@demo
def trained_with_keras():
    show_keras(stratified_split, Preprocessor)

# %% [markdown]
r"""
### 다른 책·라이브러리에서는

| 어디에서 | 무엇 | 이 단원과 다른 점 |
|--|--|--|
| scikit-learn `train_test_split` | 나누기 | `stratify=y`를 적어야 층화. 전체 개수를 먼저 맞추고 클래스의 몫을 나눔 |
| scikit-learn `StandardScaler` | 표준화 | 같음(ddof 0). 반올림 오차뿐인 상수 열도 1로 나눔. NaN은 빼고 계산해서, 채우기 **전에** 쓰면 값이 다름 |
| pandas `std` | 표준편차 | **ddof 1**이 기본 |
| scikit-learn `OneHotEncoder` | 범주 | 모르는 범주는 기본이 **오류**, `handle_unknown="ignore"`면 0 |
| pandas `get_dummies` | 범주 | 배우지 않음. 표마다 열이 달라질 수 있음 |
| 여러 통계 책 | 혼동 행렬 | 행이 **예측**, 열이 정답 |
| scikit-learn `classification_report` | $0/0$ | 0으로 두고 경고. `zero_division`으로 정함 |
| scikit-learn `cross_val_score(cv=5)` | k겹 | 분류기라면 저절로 **층화**. 섞지는 않음 |
| scikit-learn `KFold` | k겹 | 기본은 **섞지 않음**(`shuffle=False`) |
| Keras `validation_split` | 검증 세트 | 섞기 전에 **맨 뒤**를 잘라 냄 |

어느 것도 틀리지 않았습니다. **약속이 다를 뿐**입니다. 마지막 두 줄은 종의 차례로 놓인 펭귄에서 위험합니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(4분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 3, 2: 1, 3: 4, 4: 3}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
(6분, 점수에 들어가지 않습니다) 이 시간에는 발견만 하세요. 버그 찾기와 도전은 나중에 해도 됩니다.

### 발견: 잡음에서 나온 0.9를 되돌리기

6.3절의 누수를 고칩니다. 특성을 고르는 일을 조각 **안으로** 옮기면 됩니다. 조각마다 train의 행만 보고, 레이블과의 상관계수의 절댓값이 큰 특성을 `count`개 고르세요. 고친 다음의 평균은 6.3절에서 이미 짐작할 수 있습니다. 잡음 표 열 개를 따로 재면 가장 낮은 점수와 가장 높은 점수는 얼마일까요? 특성이 20개뿐이라 모두 고른다면 두 방법은 얼마나 다를까요? 먼저 예상해 보세요.
"""

# %% tags=["discover:columns_in_folds"]
def columns_in_folds(X, y, folds, count):
    """조각마다 train만 보고 레이블과 상관이 큰 특성을 고릅니다. (≈ 5줄)

    X: 특성, shape (m, n). y: 0과 1의 레이블, shape (m,).
    folds: kfold가 돌려준 (train, val)의 리스트.
    count: 고를 특성의 수.
    반환값: 정수 배열 (count,)을 조각마다 하나씩 담은 리스트. 상관계수의 절댓값이 큰
        특성 count개의 번호를 번호가 작은 것부터 적는다. 절댓값이 같은 특성은 없다.
    """
    ### BEGIN SOLUTION
    found = []
    for train, _ in folds:
        z = (X[train] - X[train].mean(axis=0)) / X[train].std(axis=0)
        strength = np.abs(z.T @ (y[train] - y[train].mean()))
        found.append(np.sort(np.argsort(-strength)[:count]))
    return found
    ### END SOLUTION

# %%
check("columns_in_folds")

# %%
hint("columns_in_folds")

# %%
@demo
def honest():
    experiments.show_noise(kfold, columns_in_folds)

# %% [markdown]
r"""
<details><summary>무엇을 발견했나요?</summary>

잡음 특성 [2,000개](=noise_size) 가운데 20개를 골랐습니다. 모든 행을 보고 고르면 정확도가 평균 [0.98쯤](=honest_noise.leaking)입니다. 조각마다 train만 보고 고르면 [0.5쯤](=honest_noise.inside)이고, 표마다 [0.3쯤](=honest_noise.low)에서 [0.7쯤](=honest_noise.high)까지 흔들립니다. 40행으로 잰 점수는 그만큼 믿기 어렵습니다. 그림의 왼쪽 끝에서는 20개를 모두 쓰니 고를 것이 없고, 두 점이 [같습니다](=honest_noise.meet). 고를 것이 많을수록 우연히 레이블과 닮은 특성도 많아집니다.

점수를 재는 데 쓸 답을 보고 하는 일은 그 점수를 재기 전에 할 수 없습니다. 특성 고르기는 조각 안에서 합니다. `Preprocessor`처럼 답을 보지 않는 단계도 조각 안에서 배웁니다. 하이퍼파라미터는 7.2절처럼 검증 점수로 고르되, 그 점수를 성적으로 적지 않고 테스트 세트로 다시 잽니다. 테스트 세트가 없다면 조각 안에서 한 번 더 교차 검증합니다(중첩 교차 검증, nested cross-validation).

</details>

### (더 해 보기) 버그 찾기: 공식 예제의 첫 줄

scikit-learn의 이름난 예제 "Classifier comparison"은 `X = StandardScaler().fit_transform(X)`를 먼저 하고, 그다음 `train_test_split(X, y, test_size=0.4)`로 나누었습니다. 2022년 9월에 한 독자가 알렸습니다([#24390](https://github.com/scikit-learn/scikit-learn/issues/24390)). 무엇이 문제일까요? 6.3절의 잡음에서는 표준화를 미리 해도 점수가 거의 그대로였습니다. 펭귄의 수 네 개만 쓰는 로지스틱 회귀를 다섯에 하나씩 떼는 나누기 서른 번으로 재면, 점수가 **오르는** 일은 몇 번일까요? 아래 셀을 실행하기 전에 예상해 보세요.
"""

# %%
@demo
def how_much():
    experiments.show_scaled_first()

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

나누기 **전에** 표준화의 평균과 표준편차를 배웠습니다. 테스트 세트가 그 안에 섞여 있습니다. 이튿날 이것을 `Pipeline` 안으로 옮기는 수정이 올라와 받아들여졌습니다([#24399](https://github.com/scikit-learn/scikit-learn/pull/24399)). 이 강의의 바탕이 된 문서 하나도 똑같이 합니다.

그런데 펭귄에서 재어 보면 서른 번 가운데 [27](=scaled_first.same)번은 점수가 똑같고, [세](=scaled_first.lost) 번은 오히려 [한 마리 더 틀렸습니다](=scaled_first.one). 오른 적은 [한 번도 없습니다](=scaled_first.never). 평균과 표준편차는 레이블을 보지 않고, 몇 마리가 더 들어와도 거의 흔들리지 않기 때문입니다. 그러니 "점수가 크게 부풀었다"고 말하면 그것도 틀린 말입니다.

그래도 고쳐야 하는 이유는 셋입니다. 첫째, 출력의 마지막 줄처럼 테스트 세트의 한 마리를 다른 단위로 적어 수 네 개가 모두 천 배가 되면, 모든 열의 표준편차가 그 한 마리 때문에 부풀어 나머지 펭귄이 한곳에 뭉칩니다. 이 모델의 정확도는 평균 [0.5쯤](=scaled_first.wild) 낮아집니다(한 칸만 틀렸다면 [거의 그대로](=scaled_first.one_cell)입니다). 둘째, 나중에 그 자리에 레이블을 보는 단계가 들어오면 아무 경고 없이 0.98이 나옵니다. 셋째, 예제는 **베끼라고** 있는 것입니다.

</details>

### 도전 1: 쌍둥이 펭귄

같은 행이 두 번 들어 있는 표를 무작위로 나누면, 쌍둥이가 훈련 세트와 테스트 세트에 갈라져 들어갑니다. 아무 관계 없는 레이블에서 최근접 이웃(1-NN)의 정확도는 얼마가 될까요? 넷에 하나를 테스트 세트로 뗀다고 하고 종이에 구해 보세요. 사진을 좌우로 뒤집어 늘린 다음 나누어도 비슷한 일이 생깁니다.

<details><summary>답 보기</summary>

테스트 샘플의 쌍둥이가 훈련 세트에 있을 확률은 0.75쯤이고, 있으면 거리가 0이라 반드시 맞힙니다. 없으면 동전 던지기입니다. 그래서 0.5가 아니라 $0.75 + 0.25 \cdot 0.5 = 0.875$쯤입니다. 100쌍을 넷에 하나씩 떼어 400번 재면 평균 [0.88](=doubled.mean)입니다. 환자 한 사람의 사진이 여러 장일 때도 마찬가지라서, 그때는 사람을 단위로 나눕니다(scikit-learn의 `GroupKFold`).

</details>

### 도전 2: 층화한 k겹

`kfold`와 `stratified_split`을 합쳐, 조각마다 클래스의 비율이 지켜지는 `stratified_kfold(y, k, rng)`를 만들어 보세요. 클래스마다 섞은 번호를 조각들에 카드를 돌리듯 한 장씩 나누어 주면 됩니다. 남는 카드가 늘 첫 조각에만 가지 않게 하려면요?

<details><summary>답 보기</summary>

클래스마다 섞은 번호를 모두 한 줄로 이은 다음 `j::k`로 건너뛰며 나누면 됩니다. 줄이 이어져 있으니 앞 클래스에서 남은 자리에서 다음 클래스가 시작합니다. 조각의 크기도 저절로 많아야 1만큼만 다릅니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(3분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임
(더 해 보기)

**이름과 역사.** 혼동 행렬은 밀러와 나이슬리(Miller, Nicely, 1955)가 잡음 속에서 어떤 자음을 어떤 자음으로 잘못 듣는지 센 표로 널리 알려졌습니다. 정밀도와 재현율은 문서 검색을 재던 말이고, 둘을 합친 F는 판레이스베르헌(van Rijsbergen, 1979)의 책에 나온 E를 1에서 뺀 것입니다. 교차 검증은 스톤(Stone, 1974)과 가이서(Geisser, 1975)가 다듬었습니다. 펭귄은 크리스틴 고먼(Kristen Gorman)과 파머 기지 LTER가 재었습니다(Gorman 외, 2014).

**면접 질문**

<details><summary>왜 나누기부터 하나요?</summary>

테스트 세트는 모델이 처음 볼 데이터를 흉내 내는 것입니다. 나누기 전에 무언가를 배우면 그 흉내가 깨집니다. 특히 레이블을 보는 단계를 나누기 전에 하면 잡음에서도 높은 점수가 나옵니다.

</details>

<details><summary>클래스가 한쪽으로 치우쳤을 때 무엇으로 재나요?</summary>

정확도는 큰 클래스가 정합니다. 혼동 행렬을 먼저 보고, 놓치는 것이 나쁘면 재현율, 잘못 짚는 것이 나쁘면 정밀도를 클래스마다 봅니다. 늘 큰 클래스만 답하는 모델의 정확도를 기준으로 함께 적습니다.

</details>

<details><summary>R²이 음수로 나왔습니다. 코드가 틀렸나요?</summary>

그럴 수도 있지만 꼭 그렇지는 않습니다. 테스트 세트에서는 평균만 내놓는 것보다 못할 수 있습니다. 타깃의 눈금, $(m, 1)$과 $(m,)$, 정답과 예측의 순서부터 살펴봅니다.

</details>

**오늘의 쓰임.** 거대 언어 모델(LLM)에서는 시험 문제가 인터넷에서 모은 훈련 데이터에 섞여 들어가는 **오염**(contamination)이 큰 걱정 가운데 하나입니다. 도전 1의 쌍둥이 펭귄과 같은 문제이고, 넓게는 6.3절과 같은 데이터 누수입니다. 그래서 새로 만든 문제로 재거나, 훈련 데이터에서 시험 문제를 찾아 지웁니다.

**실패한 이야기.** 2000년 무렵 유전자 수천 개 가운데 몇 개를 골라 암을 거의 틀리지 않고 가려냈다는 논문이 이어졌습니다. 앙브루아즈와 매클라클런(Ambroise, McLachlan, 2002)이 같은 데이터를 다시 살펴보니, 앞의 논문들은 **모든 환자를 보고** 유전자를 고른 다음에야 교차 검증을 하고 있었습니다. 고르기를 조각 안으로 옮기자 0이라던 오차가 0보다 커졌습니다([PNAS 99, 6562쪽](https://doi.org/10.1073/pnas.102102699)). 9절의 발견이 바로 그것입니다. 카푸어와 나라야난(Kapoor, Narayanan, 2023)이 데이터 누수를 지적한 연구들을 모아 보니, 열일곱 분야에서 논문 294편이 영향을 받았습니다([Patterns 4](https://doi.org/10.1016/j.patter.2023.100804)).

### 다섯 줄 정리

1. 먼저 나눕니다. 클래스마다 비율을 지키고, 테스트 세트는 마지막에 한 번만 봅니다.
2. 빈칸을 채울 값, 평균과 표준편차, 범주의 목록은 훈련 세트에서만 배웁니다. 한 마리만 와도 같은 답이 나와야 합니다.
3. 정확도 하나로는 한 클래스를 통째로 놓쳐도 모릅니다. 혼동 행렬과 정밀도, 재현율을 함께 봅니다.
4. 하이퍼파라미터는 교차 검증으로 고르고, 성적은 테스트 세트로 다시 잽니다. 특성 고르기처럼 답을 보는 단계는 조각 안에서 합니다.
5. 기준이 되는 단순한 모델과 나란히 적습니다. 음수인 $R^2$은 평균만 못하다는 뜻입니다.

**용어**: 훈련 세트, 검증 세트, 테스트 세트, 층화, 표준화, 원-핫 인코딩, 혼동 행렬, 정밀도, 재현율, F1, 교차 검증, 하이퍼파라미터, 데이터 누수

데이터: 파머 펭귄(CC0). 파머 기지 남극 LTER와 크리스틴 고먼 박사가 모았습니다. Gorman KB, Williams TD, Fraser WR (2014), PLoS ONE 9(3): [e90081](https://doi.org/10.1371/journal.pone.0090081). 이 노트북이 쓰는 표 `penguins.csv`의 옆에 고지와 인용을 적은 `penguins.txt`가 들어 있습니다.
"""

# %%
progress()
