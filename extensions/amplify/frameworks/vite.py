"""What frameworks have in common whose apps Vite serves and builds."""

from __future__ import annotations

URL = "http://localhost:5173"
PREVIEW_URL = "http://localhost:4173"
PREVIEW = "vite preview"
LOCAL_BACKEND = "import.meta.env.DEV || import.meta.env.LOCAL_BACKEND"

# What its development server must not serve: Vite's own list, which a project's replaces, and what Amplify's tools
# write. https://vite.dev/config/server-options#server-fs-deny
DENIED = (
    ".env",
    ".env.*",
    "*.{crt,pem,key,p12,pfx,cer,der}",
    ".npmrc",
    ".yarnrc.yml",
    "**/.git/**",
    "**/.amplify/**",
    "amplify_outputs.aws.json",
)
