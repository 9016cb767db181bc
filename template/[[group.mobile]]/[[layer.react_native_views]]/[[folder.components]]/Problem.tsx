import { StyleSheet, Text, View } from 'react-native'
import { useColors } from '../lib/colors'
import { Button } from './Button'

interface Props {
  error?: string
  onRetry?: () => void
}

/** What went wrong, if anything did, and how to try again. */
export function Problem({ error, onRetry }: Props) {
  const { problem } = useColors()

  if (!error) return null
  return (
    <View style={styles.problem}>
      <Text
        role="alert"
        accessibilityLiveRegion="assertive"
        style={[styles.text, { color: problem }]}
      >
        {error}
      </Text>
      {onRetry && <Button isQuiet title="Try again" onPress={onRetry} />}
    </View>
  )
}

const styles = StyleSheet.create({
  problem: { gap: 8, paddingVertical: 8 },
  text: { fontSize: 16, lineHeight: 24 },
})
