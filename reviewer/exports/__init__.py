"""What is written of a reviewed text: one file per target; `plan` says which edits are made."""
