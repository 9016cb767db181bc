// Not in the layout of all screens: the provider changes a moment after the start. A screen whose scripts came later
// than that would be drawn anew, without what somebody had typed; here, both start together.
export { Providers as default } from '@/components/Providers'
