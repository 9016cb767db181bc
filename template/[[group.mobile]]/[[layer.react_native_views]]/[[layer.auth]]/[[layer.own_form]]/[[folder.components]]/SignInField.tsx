import { StyleSheet, View, type TextInputProps } from 'react-native'
import type { Field as AskedFor } from '../lib/sign-in-fields'
import { Field } from './Field'
import { Words } from './Words'

interface Props {
  field: AskedFor
  value: string
  onChange: (value: string) => void
  onSubmit: () => void
}

/** One thing that the sign-in form asks for, with the keyboard that fits. */
export function SignInField({ field, value, onChange, onSubmit }: Props) {
  const { label, type, autocomplete, isRequired, placeholder, isNumeric } = field

  return (
    <View style={styles.field}>
      <Words>{isRequired ? label : `${label} (optional)`}</Words>
      <View style={styles.row}>
        <Field
          label={label}
          value={value}
          placeholder={placeholder ?? (type === 'date' ? '1815-12-10' : undefined)}
          secureTextEntry={type === 'password'}
          inputMode={isNumeric ? 'numeric' : inputModes[type]}
          autoComplete={completions.find((each) => each === autocomplete) ?? 'off'}
          autoCapitalize={type === 'text' && !isNumeric ? 'sentences' : 'none'}
          autoCorrect={false}
          submitBehavior="submit"
          onChangeText={onChange}
          onSubmitEditing={onSubmit}
        />
      </View>
    </View>
  )
}

const inputModes: Record<AskedFor['type'], TextInputProps['inputMode']> = {
  date: 'text',
  email: 'email',
  password: 'text',
  tel: 'tel',
  text: 'text',
  url: 'url',
}

/** What phones fill in, of what browsers know. */
const completions = [
  'additional-name',
  'current-password',
  'email',
  'family-name',
  'given-name',
  'name',
  'new-password',
  'nickname',
  'one-time-code',
  'street-address',
  'tel',
  'url',
  'username',
] as const

const styles = StyleSheet.create({
  field: { gap: 4 },
  row: { flexDirection: 'row' },
})
