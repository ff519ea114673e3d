// What starting a Node process costs without us: it says that it is up and waits to be ended.
process.send?.('up');
process.on('message', () => {});
