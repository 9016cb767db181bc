import { useColorScheme } from 'react-native'

const light = {
  background: '#f8fafc',
  surface: '#ffffff',
  line: '#64748b',
  text: '#0f172a',
  muted: '#475569',
  accent: '#1d4ed8',
  onAccent: '#ffffff',
  problem: '#b91c1c',
}

const dark: typeof light = {
  background: '#0f172a',
  surface: '#1e293b',
  line: '#94a3b8',
  text: '#f1f5f9',
  muted: '#cbd5e1',
  accent: '#93c5fd',
  onAccent: '#0f172a',
  problem: '#fca5a5',
}

/** The colors that the person prefers, light or dark. */
export function useColors() {
  return useColorScheme() === 'dark' ? dark : light
}
