import type { Field } from '../lib/sign-in-fields'

export default function SignInField(props: { field: Field }) {
  return (
    <label>
      {props.field.label}
      <input
        name={props.field.name}
        type={props.field.type}
        value={props.field.value ?? ''}
        autocomplete={props.field.autocomplete}
        placeholder={props.field.placeholder}
        required={props.field.isRequired}
        inputmode={props.field.isNumeric ? 'numeric' : undefined}
      />
    </label>
  )
}
