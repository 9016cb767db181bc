import { StyleSheet, View } from 'react-native'
import { Button } from './Button'
import { Field } from './Field'

interface Props {
  /** What screen readers say of the field. */
  label: string
  placeholder: string
  text: string
  onChange: (text: string) => void
  /** What the button says. */
  action: string
  /** Nothing can be sent now. */
  disabled?: boolean
  onSend: (text: string) => void
}

/** One field and the button that sends what is in it. */
export function TextForm({ label, placeholder, text, onChange, action, disabled, onSend }: Props) {
  const isSendable = !disabled && text.trim() !== ''

  function send() {
    if (isSendable) onSend(text.trim())
  }

  return (
    <View style={styles.form}>
      <Field
        label={label}
        placeholder={placeholder}
        value={text}
        onChangeText={onChange}
        onSubmitEditing={send}
        submitBehavior="submit"
        returnKeyType="send"
      />
      <Button title={action} disabled={!isSendable} onPress={send} />
    </View>
  )
}

const styles = StyleSheet.create({
  form: { flexDirection: 'row', alignItems: 'center', gap: 8 },
})
