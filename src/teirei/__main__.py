from teirei.main import main

raise SystemExit(main())
