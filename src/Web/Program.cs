using Guichet.Web;

return args is [] or ["serve", ..] ? await Serve.RunAsync(args) : await Verbs.RunAsync(args);
