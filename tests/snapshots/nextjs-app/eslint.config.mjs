import { defineConfig, globalIgnores } from 'eslint/config'
import nextVitals from 'eslint-config-next/core-web-vitals'
import nextTs from 'eslint-config-next/typescript'

const eslintConfig = defineConfig([
  ...nextVitals,
  ...nextTs,
  globalIgnores(['.next/**', 'next-env.d.ts', '.amplify/**', 'local/**']),
  // Stored files are shown through links that expire, which Next.js cannot optimize.
  { rules: { '@next/next/no-img-element': 'off' } },
])

export default eslintConfig
