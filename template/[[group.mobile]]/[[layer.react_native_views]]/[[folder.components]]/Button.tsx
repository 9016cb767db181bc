import { Pressable, StyleSheet, Text, type PressableProps } from 'react-native'
import { useColors } from '../lib/colors'

interface Props extends PressableProps {
  title: string
  /** One beside others that matter more. */
  isQuiet?: boolean
}

export function Button({ title, isQuiet, disabled, ...rest }: Props) {
  const colors = useColors()

  return (
    <Pressable
      role="button"
      accessibilityState={{ disabled: disabled ?? false }}
      disabled={disabled}
      style={({ pressed }) => [
        styles.button,
        { borderColor: colors.accent, opacity: disabled || pressed ? 0.6 : 1 },
        !isQuiet && { backgroundColor: colors.accent },
      ]}
      {...rest}
    >
      <Text style={[styles.title, { color: isQuiet ? colors.accent : colors.onAccent }]}>
        {title}
      </Text>
    </Pressable>
  )
}

const styles = StyleSheet.create({
  button: {
    minHeight: 48,
    minWidth: 48,
    justifyContent: 'center',
    alignItems: 'center',
    paddingHorizontal: 16,
    borderWidth: 1,
    borderRadius: 8,
  },
  title: { fontSize: 16, fontWeight: '600' },
})
