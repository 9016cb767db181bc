import { seen } from '../seen'

export default async function Page() {
  return <p>{await seen()}</p>
}
