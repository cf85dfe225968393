"""The two tables that go in, checked: every fault of them is found before any is raised."""
