namespace Guichet.Web.Texts;

/// <summary>What every page says: states, refusals, dates, navigation, errors.</summary>
public sealed class Common;

/// <summary>The merchant's portal outside the wizard.</summary>
public sealed class Portal;

/// <summary>The wizard that makes a request» and its dialogs.</summary>
public sealed class Wizard;

/// <summary>The customer's app.</summary>
public sealed class App;

/// <summary>Sign-in, passwords and codes of both sides.</summary>
public sealed class Access;

/// <summary>The demonstration's own pages: mailbox, gallery of letters, practice clock.</summary>
public sealed class Demo;
