raise SystemExit("the wrong nbjudge")
