"""A guideline tool reads what a user sent, shows the problems, and keeps suggestion and override.

A notebook as a script.
"""

# %% What a user sent: one number is out of order, one word is not the method's
import json

import gradekit as gk

sent = json.loads(gk.io.dumps(gk.datasets.load("spine-2025")))
sent["comparisons"][0]["evidence"][0]["estimate"]["low"] = 9.0
sent["outcomes"][0]["better"] = "less"
try:
    gk.io.loads(json.dumps(sent))
except gk.GradekitError as error:
    for problem in error.problems:  # all of them, each with its place
        print(problem)

# %% What the user meant, and the answers
guide = gk.datasets.load("spine-2025")
for answer in guide.recommend(only=("axial/joint-rfa", "axial/epidural-la")):
    print(answer.comparison.id, "-", answer, "-", answer.policy.name, answer.opened_by)

# %% The panel decides otherwise: both stand side by side, and the audit says that they differ
suggested = gk.recommend(guide["axial/joint-rfa"])
kept = {
    "comparison": "axial/joint-rfa",
    "suggested": str(suggested),
    "published": "conditional against",
    "why": "the panel's own words",
    "policy": suggested.policy.name,
}
print(json.dumps(kept, indent=2))

# %% What a page shows: safe HTML, whatever a document's texts hold
print(suggested.explanation._repr_html_()[:60])
