"""Values with a shape of their own: temperatures, days, symptoms, tickets."""
