"""The rules, one module each. What a rule is, `lpcards.advice.registry` says."""
