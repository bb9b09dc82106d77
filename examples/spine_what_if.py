"""What would change the answers of the spine-pain guideline? A notebook as a script."""

# %% The guideline, and what its evidence suggests
import gradekit as gk

guide = gk.datasets.load("spine-2025")
for answer in guide.recommend():
    print(f"{answer.comparison.id:40} {answer}, by {answer.share.route}")

# %% Above which smallest important difference do all answers stand?
sweep = gk.sensitivity.sweep_mid(guide, "pain", 0.2, 3.0)
print(sweep.frame().head())

# %% What would joint ablation need?
ablation = gk.recommend(guide["axial/joint-rfa"])
for flip in ablation.flips(1).to("conditional for"):
    print(flip)

# %% What does the values judgement decide, before anybody makes it?
print(gk.recommend(guide["axial/joint-rfa"], panel=None).if_share())
