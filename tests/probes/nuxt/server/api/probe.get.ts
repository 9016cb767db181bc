export default defineEventHandler((event) => seen(event))
