"""Many situations at once, by the same rules. A notebook as a script."""

# %% A frame of situations, drawn at random and repeatable
import gradekit as gk

situations = gk.testing.random_situations(10_000, seed=1)
answers = gk.frames.decide(situations)
print(answers[["direction", "strength"]].value_counts())

# %% One of them in full: every ceiling, every paradigm, with its source
decision = gk.frames.explain(situations, situations.index[0])
for ceiling in decision.ceilings:
    print(ceiling.name, ceiling.allows, ceiling.step.rule.source)
