#!/usr/bin/env bash
# Says what to do with a repository made from the template: in the summary of each run, and once in an issue.
set -euo pipefail

title="Make a project of this repository"
text=$(sed "s|REPOSITORY|$GITHUB_SERVER_URL/$GITHUB_REPOSITORY|g" "$(dirname "$0")/welcome.md")
printf '# %s\n\n%s\n' "$title" "$text" >> "$GITHUB_STEP_SUMMARY"

export GH_REPO=$GITHUB_REPOSITORY
if titles=$(gh issue list --state all --limit 100 --json title --jq '.[].title'); then
  grep --quiet --line-regexp --fixed-strings "$title" <<< "$titles" || gh issue create --title "$title" --body "$text"
else
  echo "Issues are switched off here; the summary of this run says everything."
fi
