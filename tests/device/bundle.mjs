// Bundles one file of a project for Node.js as Metro does it for Android: by the export condition `react-native`, with
// files for the platform first. What is native is replaced by the modules beside this one.
//   node bundle.mjs <project> <entry> <output>
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const [project, entry, outfile] = process.argv.slice(2).map((path) => resolve(path))
const { build } = createRequire(join(project, 'package.json'))('esbuild')
const native = (name) => join(import.meta.dirname, `${name}.mjs`)
const platforms = ['.android', '.native', '']
const suffixes = ['.tsx', '.ts', '.mjs', '.jsx', '.js', '.cjs', '.json']

await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'node22',
  nodePaths: [join(project, 'node_modules')],
  conditions: ['react-native'],
  mainFields: ['react-native', 'browser', 'main'],
  resolveExtensions: platforms.flatMap((platform) => suffixes.map((suffix) => platform + suffix)),
  external: ['node:*'],
  banner: { js: 'globalThis.global = globalThis' },
  define: { __DEV__: 'true' },
  alias: {
    'react-native': native('react-native'),
    '@react-native-async-storage/async-storage': native('async-storage'),
    '@react-native-community/netinfo': native('netinfo'),
    'app': project,
  },
})
