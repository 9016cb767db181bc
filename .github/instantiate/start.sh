#!/usr/bin/env bash
# Makes the project and pushes it, with a token that may remove workflows, and neither add nor change them.
set -euo pipefail

template=$(gh api "repos/$GITHUB_REPOSITORY" --jq '.template_repository.clone_url // empty')
if [[ -z $template ]]; then
  echo "::error::GitHub names no template of this repository; if it is a private one, run \`python3 instantiate.py --template ADDRESS\` on your machine."
  exit 1
fi

git config user.name "$GITHUB_ACTOR"
git config user.email "$GITHUB_ACTOR_ID+$GITHUB_ACTOR@users.noreply.github.com"

# What it renders needs no token.
options=(--removes-workflows-only --template="$template" --preset="$PRESET" --answers="$ANSWERS")
said=$(env -u GH_TOKEN python instantiate.py "${options[@]}" 2>&1) && status=0 || status=$?
printf '%s\n' '```text' "$said" '```' | tee -a "$GITHUB_STEP_SUMMARY"
[[ $status == 0 ]] || exit "$status"

gh auth setup-git
git push origin "HEAD:$GITHUB_REF"
