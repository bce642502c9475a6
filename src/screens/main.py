"""The main screen: declares the pages, draws the frame around the one that is open."""

from screens import frame

frame.run()
