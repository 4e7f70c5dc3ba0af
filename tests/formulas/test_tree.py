from __future__ import annotations

from hypothesis import given

from formulas.trees import trees
from kpicli.formulas import Name, Negation, Node, children, fold, postorder
from kpicli.source import Span


def count(node: Node) -> int:
    return 1 + sum(map(count, children(node)))


def test_a_node_s_place_plays_no_part_in_equality() -> None:
    assert Name("a", span=Span(3, 4)) == Name("a")


def test_a_very_deep_tree_folds_without_recursion() -> None:
    tree: Node = Name("a")
    for _ in range(10_000):
        tree = Negation(tree)
    depth = fold(tree, lambda _, operands: 1 + max(operands, default=0))
    assert depth == 10_001


@given(trees())
def test_postorder_visits_each_node_once_with_operands_first(tree: Node) -> None:
    nodes = list(postorder(tree))
    assert len(nodes) == count(tree)
    assert nodes[-1] is tree


@given(trees())
def test_fold_sees_the_operands_in_order(tree: Node) -> None:
    def combine(node: Node, operands: tuple[Node, ...]) -> Node:
        assert operands == children(node)
        return node

    assert fold(tree, combine) is tree
