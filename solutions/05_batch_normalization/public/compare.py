"""Tables of unit 05 that set the student's class beside libraries."""

import numpy as np

from .network import batchnorm_backward


def with_sklearn(BatchNorm):
    """Training mode beside StandardScaler's fit_transform, inference beside its transform."""
    from sklearn.datasets import load_wine
    from sklearn.preprocessing import StandardScaler

    wine = load_wine().data
    spread = wine.std(axis=0)
    print(f"특성의 표준편차: 가장 작은 것 {spread.min():.2f}, 가장 큰 것 {spread.max():.0f}")
    layer, scaler = BatchNorm(eps=1e-20, momentum=0.0), StandardScaler()
    gap = np.max(np.abs(layer.forward(wine) - scaler.fit_transform(wine)))
    print(f"훈련 모드와 fit_transform의 차이가 1e-10보다 작은가요? {gap < 1e-10}")
    gap = np.max(np.abs(layer.forward(wine[:1], training=False) - scaler.transform(wine[:1])))
    print(f"와인 한 병, 추론 모드와 transform의 차이가 1e-10보다 작은가요? {gap < 1e-10}")
    usual = BatchNorm().forward(wine).std(axis=0).min()
    print(f"eps가 1e-5일 때 출력의 표준편차: 가장 작은 것 {usual:.5f}")


def with_frameworks(BatchNorm, first):
    """Running values and an output beside those that Keras and PyTorch gave for the same three batches."""
    second = np.array([[4.0, 30], [6, 70], [9, 20], [1, 90], [0, 15]])
    third = np.array([[2.0, 8], [3, -4], [5, 6], [10, 2], [0, 3]])
    layer = BatchNorm(momentum=0.8)
    for batch in (first, second, third):
        layer.forward(batch)
    out = layer.forward(np.array([[5.4, 0.0]]), training=False)[0]
    rows = [
        ("내 BatchNorm", layer.running_mean, layer.running_var, out),
        ("Keras", [2.336, 14.2], [6.608, 160.16], [1.191937, -1.122048]),
        ("PyTorch", [2.336, 14.2], [8.132, 200.072], [1.074459, -1.003911]),
    ]
    for name, mean, var, last in rows:
        print(
            f"이동 평균 {mean[0]:.3f} {mean[1]:.3f}   이동 분산 {var[0]:.3f} {var[1]:.3f}   "
            f"추론 {last[0]:.6f} {last[1]:.6f}   {name}"
        )


def backward_with_differences(BatchNorm):
    """The backward pass beside central differences, and beside one that takes mean and variance as constants."""
    rng, h = np.random.default_rng(0), 1e-5
    x, w = rng.normal(size=(6, 3)), rng.normal(size=(6, 3))
    layer = BatchNorm()
    layer.forward(x)
    layer.gamma, layer.beta = rng.normal(size=3), rng.normal(size=3)
    numeric = np.zeros((6, 3))
    for place in np.ndindex(6, 3):
        step = np.zeros((6, 3))
        step[place] = h
        numeric[place] = np.sum(w * (layer.forward(x + step) - layer.forward(x - step))) / (2 * h)
    exact = batchnorm_backward(layer, x, w)[0]
    naive = layer.gamma / np.sqrt(x.var(axis=0) + layer.eps) * w
    print(f"수치 미분과의 차이가 1e-7보다 작은가요? {np.max(np.abs(exact - numeric)) < 1e-7}")
    print(f"평균과 분산을 상수로 여기면? {np.max(np.abs(naive - numeric)) < 1e-7}")
