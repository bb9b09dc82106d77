"""The same functions inside Dask's map_partitions, on a local cluster of two workers."""

from __future__ import annotations

import os

import pandas as pd
import pytest

from gradekit import frames
from gradekit.testing import random_evidence, random_situations

dd = pytest.importorskip("dask.dataframe")
distributed = pytest.importorskip("distributed")


def worker(frame: pd.DataFrame) -> pd.DataFrame:
    return frames.decide(frame).assign(worker=os.getpid())


@pytest.fixture(scope="module")
def client() -> object:
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as made,
    ):
        yield made


@pytest.mark.usefixtures("client")
class TestTwoWorkers:
    """Past one machine: no line of ours but the function."""

    def test_decide(self) -> None:
        frame = random_situations(400, seed=1)
        parts = dd.from_pandas(frame, npartitions=4)
        meta = worker(frame.iloc[:0])
        found = parts.map_partitions(worker, meta=meta).compute()
        pd.testing.assert_frame_equal(found.drop(columns="worker"), frames.decide(frame))
        assert os.getpid() not in set(found["worker"])
        assert found["worker"].nunique() == 2

    def test_recommend(self) -> None:
        frame = random_evidence(400, seed=2)
        # A comparison lies whole in one partition: it is the index the frame is divided by.
        parts = dd.from_pandas(frame.set_index("comparison", drop=False), npartitions=4)
        meta = frames.recommend(frame.iloc[:0])
        found = parts.map_partitions(frames.recommend, meta=meta).compute()
        pd.testing.assert_frame_equal(found, frames.recommend(frame))
