// Loaded into every part before its own code: when the launcher is killed, its end of the channel closes,
// and the part stops in the same orderly way as if it had been told to.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
