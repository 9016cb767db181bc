import { ActivityIndicator, StyleSheet, View } from 'react-native'
import { useColors } from '../lib/colors'
import { Words } from './Words'

/** Says what is on its way. */
export function Loading({ what }: { what: string }) {
  const { accent } = useColors()

  return (
    <View style={styles.loading} accessibilityLiveRegion="polite">
      <ActivityIndicator aria-hidden color={accent} />
      <Words isMuted>Loading {what} …</Words>
    </View>
  )
}

const styles = StyleSheet.create({
  loading: { flexGrow: 1, justifyContent: 'center', alignItems: 'center', gap: 8, padding: 16 },
})
