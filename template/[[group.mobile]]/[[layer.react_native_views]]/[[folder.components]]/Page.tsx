import type { ReactNode } from 'react'
import { ScrollView, StyleSheet, View } from 'react-native'
import { SafeAreaView } from 'react-native-safe-area-context'
import { useColors } from '../lib/colors'

/** A whole screen that scrolls where it does not fit. */
export function Page({ children }: { children: ReactNode }) {
  const { background } = useColors()

  return (
    <SafeAreaView style={[styles.page, { backgroundColor: background }]}>
      <ScrollView contentContainerStyle={styles.content}>
        <View style={styles.column}>{children}</View>
      </ScrollView>
    </SafeAreaView>
  )
}

const styles = StyleSheet.create({
  page: { flex: 1 },
  content: { flexGrow: 1, justifyContent: 'center', padding: 24 },
  column: { width: '100%', maxWidth: 480, alignSelf: 'center', gap: 16 },
})
