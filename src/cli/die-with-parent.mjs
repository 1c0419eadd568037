// Loaded before the web server: when `npm start` is killed the server ends too, instead of holding the port.
if (process.channel) {
  process.on('disconnect', () => process.exit(0))
  process.channel.unref()
}
