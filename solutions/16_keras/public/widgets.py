"""w"""
def __getattr__(n):
    return n
