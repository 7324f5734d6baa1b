/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-row.h"

G_BEGIN_DECLS

/* Dossiers of administrative procedures (hồ sơ TTHC), as the one-stop system exports them or as
 * they are typed in. They may be ten million, so times are integers: seconds since 1970-01-01 00:00
 * of the clock on the wall (+07:00, no daylight saving), 0 when absent. A due time that was given
 * without an hour is the last second of its day, a receipt or result without an hour the first. */

/* The state as written by the one-stop system: the ten national ones by their number, then what
 * provincial systems write besides. Lateness is never a state: it follows from the dates. */
typedef enum
{
  TD_DOSSIER_STATE_UNKNOWN = 0,
  TD_DOSSIER_STATE_REGISTERED = 1,   /* Mới đăng ký */
  TD_DOSSIER_STATE_ACCEPTED = 2,     /* Được tiếp nhận */
  TD_DOSSIER_STATE_NOT_ACCEPTED = 3, /* Không được tiếp nhận */
  TD_DOSSIER_STATE_PROCESSING = 4,   /* Đang xử lý */
  TD_DOSSIER_STATE_SUPPLEMENT = 5,   /* Yêu cầu bổ sung giấy tờ */
  TD_DOSSIER_STATE_PAYMENT = 6,      /* Yêu cầu thực hiện nghĩa vụ tài chính */
  TD_DOSSIER_STATE_WITHDRAWN = 7,    /* Công dân yêu cầu rút hồ sơ */
  TD_DOSSIER_STATE_STOPPED = 8,      /* Dừng xử lý */
  TD_DOSSIER_STATE_RESOLVED = 9,     /* Đã xử lý xong */
  TD_DOSSIER_STATE_RETURNED = 10,    /* Đã trả kết quả */
  TD_DOSSIER_STATE_SUSPENDED = 11,   /* Tạm dừng xử lý */
  TD_DOSSIER_STATE_REFUSED = 12,     /* Từ chối giải quyết */
  TD_N_DOSSIER_STATES,
} TdDossierState;

typedef enum
{
  TD_CHANNEL_UNKNOWN = 0,
  TD_CHANNEL_DIRECT = 1, /* Trực tiếp */
  TD_CHANNEL_ONLINE = 2, /* Trực tuyến */
  TD_CHANNEL_POSTAL = 3, /* Bưu chính công ích */
  TD_N_CHANNELS,
} TdChannel;

typedef enum
{
  TD_LEVEL_UNKNOWN = 0,
  TD_LEVEL_FULL = 1,    /* Toàn trình */
  TD_LEVEL_PARTIAL = 2, /* Một phần */
  TD_LEVEL_OTHER = 3,   /* Còn lại: information only */
  TD_N_LEVELS,
} TdLevel;

/* A name that dossiers share, kept once: role "procedure" "area" "unit" "officer". */
typedef struct
{
  TdRow row;
  char *role;
  char *name;
  char *code;     /* of a procedure, "1.005099" */
  gint64 unit_id; /* the unit of the office it was recognised as, else 0 */
} TdDossierNameRow;

/* One file that was imported. */
typedef struct
{
  TdRow row;
  char *file_name;
  char *file_hash; /* SHA-256 */
  char *sheet;
  char *kind;         /* "dossiers" "figures" */
  char *at;           /* when, local ISO time */
  gint64 exported_at; /* when the file says it was made; 0 unknown */
  gint64 rows;        /* rows of data read */
  gint64 created;
  gint64 updated;
  gint64 unchanged;
  gint64 skipped;
  gint64 cleaned;
  char *report; /* JSON: the rows skipped and cleaned, with reasons */
  char *period_from;
  char *period_to;
} TdDossierImportRow;

typedef struct
{
  TdRow row;
  char *code;
  gint64 received;
  gint64 due;      /* as promised on the receipt */
  gint64 returned; /* the result: ends the on-time clock */
  gint64 state;    /* TdDossierState */
  gint64 channel;  /* TdChannel */
  gint64 level;    /* TdLevel */
  gint64 area_name_id;
  gint64 procedure_name_id;
  gint64 unit_name_id;
  gint64 officer_name_id;
  gint64 dossier_import_id; /* what wrote it last; 0: typed in */
  gint64 source_row;        /* row or record in that file */
  gint64 delivered;         /* handed to the applicant, where the file tells it from the result */
  gint64 suspended;         /* since when it waits */
  gint64 result_channel;    /* TdChannel */
  gint64 fee;               /* đồng; -1 unknown */
  char *applicant;          /* personal data */
  char *external_code;      /* the code in a second system */
  char *suspend_reason;
  char *rating;
  char *note;
} TdDossierRow;

/* What an import changed in a dossier that was there before: where each value comes from. */
typedef struct
{
  TdRow row;
  gint64 dossier_id;
  gint64 dossier_import_id;
  gint64 source_row;
  char *field;
  char *old_value;
  char *new_value;
} TdDossierChangeRow;

/* The columns of a layout of files, as a person put them right. */
typedef struct
{
  TdRow row;
  char *signature; /* the folded headings, joined */
  char *name;
  char *mapping; /* JSON: column number -> role */
} TdDossierLayoutRow;

/* A figure of a spreadsheet that holds sums instead of dossiers. */
typedef struct
{
  TdRow row;
  gint64 dossier_import_id;
  gint64 position;
  char *period_from;
  char *period_to;
  char *by;      /* "unit" "area" "procedure" */
  char *label;   /* the unit, area or procedure; NULL: the total */
  char *measure; /* "received" "received_online" "resolved_late" ... */
  double value;
  gint64 source_row;
} TdPeriodFigureRow;

/* A set of filters under a name. */
typedef struct
{
  TdRow row;
  char *name;
  char *filter; /* JSON */
  gint64 position;
} TdDossierViewRow;

G_END_DECLS
