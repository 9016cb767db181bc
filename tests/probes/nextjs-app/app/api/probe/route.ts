import { seen } from '../../probes/seen'

export async function GET() {
  return new Response(await seen())
}
