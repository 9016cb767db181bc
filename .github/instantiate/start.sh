#!/usr/bin/env bash
# Makes the project and pushes it, with a token that may remove workflows, and neither add nor change them.
set -euo pipefail

summary() {
  printf '%s\n' '```text' "$1" '```' | tee -a "$GITHUB_STEP_SUMMARY"
}

template=$(gh api "repos/$GITHUB_REPOSITORY" --jq '.template_repository.clone_url // empty')
if [[ -z $template ]]; then
  summary "GitHub names no template of this repository; if it is a private one, run python3 instantiate.py --template ADDRESS on your machine."
  exit 1
fi

git config user.name "$GITHUB_ACTOR"
git config user.email "$GITHUB_ACTOR_ID+$GITHUB_ACTOR@users.noreply.github.com"

# What it renders needs no token.
options=(--removes-workflows-only --template="$template" --preset="$PRESET" --answers="$ANSWERS")
if ! said=$(env -u GH_TOKEN python instantiate.py "${options[@]}" 2>&1); then
  summary "$said"
  exit 1
fi

gh auth setup-git
if ! pushed=$(git push origin "HEAD:$GITHUB_REF" 2>&1); then
  summary "GitHub refused the project's commit, so everything is as it was:"$'\n\n'"$pushed"
  exit 1
fi
summary "$said"
echo "Get it with \`git clone $GITHUB_SERVER_URL/$GITHUB_REPOSITORY\`, or \`git pull\` where you have a clone." >> "$GITHUB_STEP_SUMMARY"

# What a token pushes starts no workflow.
if [[ -f .github/workflows/deploy.yml ]]; then
  gh workflow run deploy.yml --repo "$GITHUB_REPOSITORY" --ref "$GITHUB_REF"
fi
