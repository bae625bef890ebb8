Console.WriteLine("usage: bench writes");
