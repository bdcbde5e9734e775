"""The permanent numbers of a workspace: what each was given to, and how the records stand to that today.

`register` reads and continues the file that a unit keeps; `standing` holds the records against it. Ids and index
numbers are never changed or used again (政府信息公开目录系统实施指引), and the register is the memory for that.
"""
