/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-documents-page.h"

G_BEGIN_DECLS

/* Files that go out of the register and come in. */
void td_document_files_add (TdDocumentsPage *page);
void td_document_files_attach (TdDocumentsPage *page);
void td_document_files_save (TdDocumentsPage *page, GBytes *file, const char *name);
void td_document_files_export (TdDocumentsPage *page, const char *path);

G_END_DECLS
