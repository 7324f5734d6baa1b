/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

G_BEGIN_DECLS

/* A workspace in a folder of its own, removed with all in it. */
typedef struct
{
  char *folder;
  char *path;
  TdWorkspace *workspace;
} TdTestOffice;

/* An empty workspace, or one with the invented department of the sample. */
void td_test_office_open (TdTestOffice *self);
void td_test_office_open_sample (TdTestOffice *self);
/* The same file by another object, as after a restart. */
void td_test_office_reopen (TdTestOffice *self);
void td_test_office_clear (TdTestOffice *self);

/* The first plan of the workspace. */
gint64 td_test_office_plan (TdTestOffice *self);

/* Removes a folder and all in it. */
void td_test_remove_folder (const char *path);

G_END_DECLS
