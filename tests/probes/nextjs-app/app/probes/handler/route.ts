import { seen } from '../seen'

export async function GET() {
  return new Response(await seen())
}
