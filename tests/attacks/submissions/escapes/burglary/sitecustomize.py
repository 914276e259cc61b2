raise SystemExit("hostile configuration")
