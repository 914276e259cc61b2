# title = "An AST transformer removes every assert and every check from later cells"
# trace = "transformers: 1"
# verdicts = "failed"
#
# %% number
import ast


class Remover(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()

    def visit_Expr(self, node):
        return ast.Pass() if "check" in ast.dump(node) else node


get_ipython().ast_transformers.append(Remover())
print("transformers:", len(get_ipython().ast_transformers))
number = 0
