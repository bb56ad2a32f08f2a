@rem "npm start" begins with "exec", so that a shell gives its place, and with it every signal, to the bot.
@rem cmd.exe does not know that word, and finds this file, which runs what follows.
@%*
