/** What the collector does to protect what it keeps (GDPR 30(1)(g), 30(2)(d), 32(1)); what is done around it is for others to add. */
export const measures: readonly string[] = [
  'Each controller’s rows are kept and read under its own number, in every statement.',
  'Network addresses are truncated before the first write; visitors are known by a pseudonymous id.',
  'Passwords, keys and tokens are kept as hashes alone; secrets that must be used again are encrypted.',
  'Staff act in roles that see what they need, after a dated commitment to confidentiality; every reading is logged.',
  'What happens is in an append-only ledger whose tampering can be seen.',
  'Backups are encrypted; what was erased or refused since is done again after a restore.',
];
