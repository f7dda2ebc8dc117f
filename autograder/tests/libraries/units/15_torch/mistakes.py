from autograder.authoring import edit

MISTAKES = (
    edit("slope", "sum", "torch.mean", "torch.sum", says="평균 대신 합이에요."),
    edit("slope", "tensor", "weights.grad.numpy()", "weights.grad", says="텐서를 그대로 돌려주었어요."),
    edit("slope", "no_check", "if X.shape[1:] != w.shape:", "if False:", says="길이를 보지 않아요."),
    edit("Net", "linear", "torch.relu(self.first(x))", "self.first(x)", says="활성화 함수가 없어요."),
)
