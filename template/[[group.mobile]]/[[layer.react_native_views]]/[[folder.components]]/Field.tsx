import { StyleSheet, TextInput, type TextInputProps } from 'react-native'
import { useColors } from '../lib/colors'

interface Props extends TextInputProps {
  /** What screen readers say. */
  label: string
}

export function Field({ label, ...rest }: Props) {
  const colors = useColors()

  return (
    <TextInput
      accessibilityLabel={label}
      placeholderTextColor={colors.muted}
      style={[
        styles.field,
        { backgroundColor: colors.surface, borderColor: colors.line, color: colors.text },
      ]}
      {...rest}
    />
  )
}

const styles = StyleSheet.create({
  field: {
    flex: 1,
    minWidth: 0,
    minHeight: 48,
    paddingHorizontal: 12,
    fontSize: 16,
    borderWidth: 1,
    borderRadius: 8,
  },
})
