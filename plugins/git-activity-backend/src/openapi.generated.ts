// Generated from openapi.yaml by `yarn build:openapi`; change that file instead.
/* eslint-disable */

export const openapi = {
  "openapi": "3.1.0",
  "info": {
    "title": "git-activity",
    "version": "1",
    "description": "When was work done on this component, by this team, by me? Commit counts by day, what they leave out, and how fresh they are. Every route takes the same filters and reads the same ledger, so their numbers are the same numbers.",
    "license": {
      "name": "Apache-2.0",
      "url": "https://www.apache.org/licenses/LICENSE-2.0"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "paths": {
    "/calendar": {
      "get": {
        "operationId": "GetCalendar",
        "description": "Commits by day in a selection. Only days with at least one counted commit are listed; a day that is not listed had none if it is within `coverage.completeFrom` and `coverage.completeUntil`, and is unknown otherwise.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/repository"
          },
          {
            "$ref": "#/components/parameters/person"
          },
          {
            "$ref": "#/components/parameters/lens"
          },
          {
            "$ref": "#/components/parameters/subgroups"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/merges"
          },
          {
            "$ref": "#/components/parameters/bots"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The calendar",
            "headers": {
              "ETag": {
                "description": "Changes whenever the answer does",
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Calendar"
                }
              }
            }
          },
          "304": {
            "description": "Unchanged since the ETag that was sent"
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/breakdown": {
      "get": {
        "operationId": "GetBreakdown",
        "description": "What a calendar of the same filters comes to in each repository of the selection, and in the same number of days before. What several repositories hold counts in each of them: an item's `commits` is `totals.commits` of a calendar with that `repository`. Needs the permission to read repositories, too.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/repository"
          },
          {
            "$ref": "#/components/parameters/person"
          },
          {
            "$ref": "#/components/parameters/lens"
          },
          {
            "$ref": "#/components/parameters/subgroups"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/merges"
          },
          {
            "$ref": "#/components/parameters/bots"
          },
          {
            "name": "search",
            "in": "query",
            "description": "Only repositories whose URL or one of whose entities has this text in it, in upper or lower case",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "Only repositories that are all of this",
            "style": "form",
            "explode": true,
            "schema": {
              "type": "array",
              "maxItems": 4,
              "items": {
                "$ref": "#/components/schemas/BreakdownState"
              }
            }
          },
          {
            "name": "sort",
            "in": "query",
            "description": "By what items are sorted: the last part of the repository's path (unless given), commits, how many more commits than in the days before, or the last commit. Those that are equal come by name.",
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "commits",
                "change",
                "lastCommit"
              ]
            }
          },
          {
            "name": "order",
            "in": "query",
            "description": "Ascending unless given",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of repositories",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Breakdown"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/breakdown/parts": {
      "get": {
        "operationId": "GetPartBreakdown",
        "description": "What a calendar of the same filters comes to in each direct part of one group, system or domain, and in the same number of days before. Parts of a group are its sub-groups, each with all that is below it; of a system or domain, what it has as parts. What the entity itself stands for, which of a group is what it owns directly, is an item of its own, with `own`. An item's `commits` is `totals.commits` of a calendar with the part's `entityRef`: a commit counts once in a part, and in each part that holds it. Parts that the caller cannot see, and those without repositories that the caller can see, are not there.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "description": "A group, a system or a domain; just one",
            "style": "form",
            "explode": true,
            "allowReserved": true,
            "schema": {
              "type": "array",
              "maxItems": 100,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 500
              }
            }
          },
          {
            "$ref": "#/components/parameters/repository"
          },
          {
            "$ref": "#/components/parameters/person"
          },
          {
            "$ref": "#/components/parameters/lens"
          },
          {
            "$ref": "#/components/parameters/subgroups"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/merges"
          },
          {
            "$ref": "#/components/parameters/bots"
          },
          {
            "name": "search",
            "in": "query",
            "description": "Only parts whose entity ref has this text in it, in upper or lower case",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "Only parts that are all of this",
            "style": "form",
            "explode": true,
            "schema": {
              "type": "array",
              "maxItems": 4,
              "items": {
                "$ref": "#/components/schemas/BreakdownState"
              }
            }
          },
          {
            "name": "sort",
            "in": "query",
            "description": "By what items are sorted: the entity's name (unless given), commits, how many more commits than in the days before, or the last commit. Those that are equal come by name.",
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "commits",
                "change",
                "lastCommit"
              ]
            }
          },
          {
            "name": "order",
            "in": "query",
            "description": "Ascending unless given",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of parts",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PartBreakdown"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/rhythm": {
      "get": {
        "operationId": "GetRhythm",
        "description": "When in the week work was done, and how steadily: what a calendar of the same filters counts, by weekday and hour, and by week. `hours` adds up to `totals.commits` of the calendar, and so does `commits` of `weeks`.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/repository"
          },
          {
            "$ref": "#/components/parameters/person"
          },
          {
            "$ref": "#/components/parameters/lens"
          },
          {
            "$ref": "#/components/parameters/subgroups"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/merges"
          },
          {
            "$ref": "#/components/parameters/bots"
          }
        ],
        "responses": {
          "200": {
            "description": "Hours and weeks",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Rhythm"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/people": {
      "get": {
        "operationId": "GetPeople",
        "description": "The people in a selection for whom at least one commit counts, authored or co-authored, by name: those who would see one if they were asked for as `person`.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/repository"
          },
          {
            "$ref": "#/components/parameters/person"
          },
          {
            "$ref": "#/components/parameters/lens"
          },
          {
            "$ref": "#/components/parameters/subgroups"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/merges"
          },
          {
            "$ref": "#/components/parameters/bots"
          },
          {
            "name": "search",
            "in": "query",
            "description": "Only people whose name, or the entity ref of the User that they are, has this text in it, in upper or lower case; both as the caller sees them",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of people",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PersonList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/commits": {
      "get": {
        "operationId": "GetCommits",
        "description": "The counted commits of a selection: the latest day first, and of a day the latest first. Over the same filters, the number of items on all pages equals `totals.commits` of the calendar.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/repository"
          },
          {
            "$ref": "#/components/parameters/person"
          },
          {
            "$ref": "#/components/parameters/lens"
          },
          {
            "$ref": "#/components/parameters/subgroups"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/merges"
          },
          {
            "$ref": "#/components/parameters/bots"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of commits",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CommitList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/commits/{sha}/explanation": {
      "get": {
        "operationId": "ExplainCommit",
        "description": "Why a commit is counted by these filters, or why not. It is judged by the rules by which calendars count: it is on a page of `/commits` with the same filters just if its verdict is `counts`. What the caller cannot see is answered as what is not there. Needs the permission to read repositories, too.",
        "parameters": [
          {
            "name": "sha",
            "in": "path",
            "required": true,
            "description": "A commit's SHA; or the beginning of it, if that is one commit only of those that the caller may see",
            "schema": {
              "type": "string",
              "pattern": "^[0-9a-fA-F]{4,64}$"
            }
          },
          {
            "name": "url",
            "in": "query",
            "description": "A page of a host about the commit, whose repository is looked into first: it tells apart what a short SHA does not",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            }
          },
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/lens"
          },
          {
            "$ref": "#/components/parameters/subgroups"
          },
          {
            "$ref": "#/components/parameters/repository"
          },
          {
            "$ref": "#/components/parameters/person"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/merges"
          },
          {
            "$ref": "#/components/parameters/bots"
          }
        ],
        "responses": {
          "200": {
            "description": "What becomes of it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CommitExplanation"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/export": {
      "get": {
        "operationId": "Export",
        "description": "All that a calendar of the same filters counts, row by row, the latest day first, sent as fast as it is taken; the sum of `commits`, or the number of commits, is `totals.commits` of the calendar. `rows=days` has a row for each day, repository and author: `day`, `repositoryId`, `personId`, `repository`, `person`, `user`, `bot`, `commits`. What is co-authored is in the row of its author only. `rows=commits` has a row for each commit: `day`, `repositoryId`, `sha`, `authoredAt`, `personId`, `repository`, `person`, `user`, `bot`, `coAuthors`, `coAuthorsCut`, `merge`, `subject`, `url`. The header `Git-Activity-Export` says what a calendar would but for its days: range, totals, what is left out, coverage, revision. Each few thousand commits are read as of their own moment, so a repository that is synced meanwhile may show with more. An answer that ends without the last chunk of its transfer encoding was cut off, and can be gone on with by `cursor`. Needs the permission to read repositories, and the one to read calendars, or single commits.",
        "parameters": [
          {
            "name": "rows",
            "in": "query",
            "description": "What a row is; `days` unless given",
            "schema": {
              "type": "string",
              "enum": [
                "days",
                "commits"
              ]
            }
          },
          {
            "name": "format",
            "in": "query",
            "description": "`csv` unless given: RFC 4180 in UTF-8, with the names of columns in the first line, co-authors with semicolons between them, and an apostrophe before texts that a spreadsheet would take for formulas. `ndjson`: a JSON object a line, the first of which is `{\"export\": …}` with what the header says",
            "schema": {
              "type": "string",
              "enum": [
                "csv",
                "ndjson"
              ]
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "The first three columns of the last complete row that the caller has, with underscores between them; what follows on it is sent",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/lens"
          },
          {
            "$ref": "#/components/parameters/subgroups"
          },
          {
            "$ref": "#/components/parameters/repository"
          },
          {
            "$ref": "#/components/parameters/person"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/merges"
          },
          {
            "$ref": "#/components/parameters/bots"
          }
        ],
        "responses": {
          "200": {
            "description": "Rows",
            "headers": {
              "Git-Activity-Export": {
                "description": "A calendar of the same filters without its days, as JSON in ASCII",
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "text/x-ndjson": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/repositories": {
      "get": {
        "operationId": "GetRepositories",
        "description": "The repositories behind a selection, by URL, and how fresh each one is.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/repository"
          },
          {
            "$ref": "#/components/parameters/lens"
          },
          {
            "$ref": "#/components/parameters/subgroups"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of repositories",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RepositoryList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/repositories/{id}/sync": {
      "post": {
        "operationId": "SyncRepository",
        "description": "Makes a repository due, whatever back-off it was in: at once, or a minute after its last sync began; however often it is asked for, one sync follows. A limit of its host is never passed.",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "The repository's id",
            "schema": {
              "type": "string",
              "pattern": "^[0-9]{1,15}$"
            }
          }
        ],
        "responses": {
          "202": {
            "description": "A sync follows",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SyncAnswer"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "429": {
            "description": "A limit of the host keeps it waiting; it is synced by itself once that ends",
            "headers": {
              "Retry-After": {
                "description": "For how many seconds",
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Error"
                }
              }
            }
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/identities": {
      "get": {
        "operationId": "GetIdentities",
        "description": "Everyone whom commits name, in all repositories that entities have, by how many commits name them; with what they write, and by which rule they are who they are. Needs the permission to decide who is who (`git-activity.identity.update`), with which everything is seen.",
        "parameters": [
          {
            "name": "search",
            "in": "query",
            "description": "Only people one of whose names, addresses or accounts, or the entity ref of the User that they are, has this text in it, in upper or lower case",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "Only Users (`matched`), only those who are neither Users nor bots (`unmatched`), or only bots (`bot`)",
            "schema": {
              "type": "string",
              "enum": [
                "matched",
                "unmatched",
                "bot"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of people",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IdentityList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/identities/suggestions": {
      "get": {
        "operationId": "GetIdentitySuggestions",
        "description": "Pairs that may be one human, and why, those with the most commits to gain first; at most 100. Two Users are never suggested. Needs the permission to decide who is who.",
        "responses": {
          "200": {
            "description": "Pairs",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IdentitySuggestionList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/identities/{id}/erasure": {
      "post": {
        "operationId": "ErasePerson",
        "description": "Takes the names, addresses and accounts of a person out of the ledger, and keeps them out of it at every later sync. Their commits count as before, for nobody who is told. It cannot be undone. Needs the permission to decide who is who.",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "The id of a person who is no bot",
            "schema": {
              "type": "string",
              "pattern": "^[0-9]{1,15}$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The person is erased, now or since before",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Erasure"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/aliases": {
      "get": {
        "operationId": "GetAliases",
        "description": "What was said of who is who: by admins, also what was undone, the latest first; and in the portal's configuration. Needs the permission to decide who is who.",
        "parameters": [
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of aliases",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AliasList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "AddAlias",
        "description": "Says who the authors with an address are: a User, or whoever has another address. Commits and counts stay as they are stored. Of several aliases about the same authors, the latest counts. Needs the permission to decide who is who.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AliasRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it would change, or, unless it was a preview, has changed",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AliasChange"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/aliases/{id}": {
      "delete": {
        "operationId": "UndoAlias",
        "description": "Undoes an alias; it stays in the history. Needs the permission to decide who is who.",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "Its id",
            "schema": {
              "type": "string",
              "pattern": "^[0-9]{1,15}$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The alias, undone",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Alias"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/claims": {
      "get": {
        "operationId": "GetClaims",
        "description": "Addresses that the caller says are theirs, or that anybody does, the latest first.",
        "parameters": [
          {
            "name": "of",
            "in": "query",
            "description": "Whose; `me` unless given. Those of `everyone` need the permission to decide who is who.",
            "schema": {
              "type": "string",
              "enum": [
                "me",
                "everyone"
              ]
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "Only those that are in this state",
            "schema": {
              "type": "string",
              "enum": [
                "pending",
                "approved",
                "declined"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of claims",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClaimList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "AddClaim",
        "description": "Says that an address is the caller's, who has to be a User. An admin decides; unless a host has verified it: if it takes commits with that address for an account that is the caller's. A second claim of the same address changes nothing as long as the first is not decided.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ClaimRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The claim",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Claim"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/claims/{id}/decision": {
      "post": {
        "operationId": "DecideClaim",
        "description": "Approves or declines a claim; also one that was decided otherwise before. Needs the permission to decide who is who.",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "Its id",
            "schema": {
              "type": "string",
              "pattern": "^[0-9]{1,15}$"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ClaimDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The claim, decided",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Claim"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Error"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "404": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/me": {
      "get": {
        "operationId": "GetStoredAboutMe",
        "description": "What is stored about the caller, who must be a User: what of the catalog recognises them, as whom commits know them, and whether they opted out. Needs no permission.",
        "responses": {
          "200": {
            "description": "All of it, but for the commits themselves",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StoredAboutMe"
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/me/opt-out": {
      "put": {
        "operationId": "OptOut",
        "description": "From now on nobody else is told of the caller by name; their commits count in totals",
        "responses": {
          "204": {
            "description": "Done"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "OptIn",
        "description": "Takes that back. What the catalog or the configuration says stays",
        "responses": {
          "204": {
            "description": "Done"
          },
          "401": {
            "$ref": "#/components/responses/Error"
          },
          "403": {
            "$ref": "#/components/responses/Error"
          },
          "503": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "entityRef": {
        "name": "entityRef",
        "in": "query",
        "description": "A catalog entity, as `kind:namespace/name`. A component-like entity means its repositories; a system or domain, those of its parts; a group, those of all that it and its nested groups own, or what those who are in them did (see `lens`); a user, what that person authored or co-authored. Several are joined; users among other entities, for what they did there. Without any, everything that the caller may see.",
        "style": "form",
        "explode": true,
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 100,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500
          }
        }
      },
      "repository": {
        "name": "repository",
        "in": "query",
        "description": "Only these repositories of the selection, by id",
        "style": "form",
        "explode": true,
        "schema": {
          "type": "array",
          "maxItems": 1000,
          "items": {
            "type": "string",
            "pattern": "^[0-9]{1,15}$"
          }
        }
      },
      "person": {
        "name": "person",
        "in": "query",
        "description": "Only what these people authored or co-authored; each as a User's entity ref, or by person id. An id that became another person's still leads to that person.",
        "style": "form",
        "explode": true,
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 1000,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500
          }
        }
      },
      "lens": {
        "name": "lens",
        "in": "query",
        "description": "How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users.",
        "schema": {
          "type": "string",
          "enum": [
            "owned",
            "members"
          ]
        }
      },
      "subgroups": {
        "name": "subgroups",
        "in": "query",
        "description": "Whether a group has what its nested groups have; `include` unless given",
        "schema": {
          "type": "string",
          "enum": [
            "include",
            "exclude"
          ]
        }
      },
      "scope": {
        "name": "scope",
        "in": "query",
        "description": "What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole.",
        "schema": {
          "type": "string",
          "enum": [
            "entity",
            "repository"
          ]
        }
      },
      "from": {
        "name": "from",
        "in": "query",
        "description": "The first day, inclusive; 364 days before `to` unless given",
        "schema": {
          "type": "string",
          "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        }
      },
      "to": {
        "name": "to",
        "in": "query",
        "description": "The last day, inclusive; unless given, today in the time zone that days are counted in, or, if they are the authors' own, the last day that is today anywhere. A range holds at most 36,525 days.",
        "schema": {
          "type": "string",
          "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        }
      },
      "merges": {
        "name": "merges",
        "in": "query",
        "description": "Whether commits with two or more parents count; `exclude` unless given",
        "schema": {
          "type": "string",
          "enum": [
            "exclude",
            "include"
          ]
        }
      },
      "bots": {
        "name": "bots",
        "in": "query",
        "description": "Whether commits authored by bots count; `exclude` unless given",
        "schema": {
          "type": "string",
          "enum": [
            "exclude",
            "include"
          ]
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "description": "The `nextCursor` of the page before",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "description": "How many items a page holds at most; 100 unless given",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500
        }
      },
      "ifNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The ETag of an earlier answer",
        "schema": {
          "type": "string"
        }
      }
    },
    "responses": {
      "Error": {
        "description": "What was wrong, in Backstage's error format",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "schemas": {
      "Day": {
        "type": "string",
        "description": "A calendar day",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
      },
      "Timestamp": {
        "type": "string",
        "description": "A moment, ISO 8601 in UTC",
        "format": "date-time"
      },
      "Calendar": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "from",
          "to",
          "dayBasis",
          "scope",
          "peopleNamed",
          "days",
          "totals",
          "excluded",
          "coverage",
          "unrecognised",
          "revision"
        ],
        "properties": {
          "from": {
            "$ref": "#/components/schemas/Day"
          },
          "to": {
            "$ref": "#/components/schemas/Day"
          },
          "dayBasis": {
            "type": "string",
            "description": "What a day is. `author` is the author's own UTC offset; anything else is an IANA time zone"
          },
          "scope": {
            "type": "object",
            "description": "What counted of the repositories that entities of the selection live in a folder of",
            "additionalProperties": false,
            "required": [
              "counted",
              "folders",
              "paths",
              "untold"
            ],
            "properties": {
              "counted": {
                "type": "string",
                "enum": [
                  "entity",
                  "repository"
                ],
                "description": "As asked for"
              },
              "folders": {
                "type": "integer",
                "minimum": 0,
                "description": "In how many folders entities of the selection live"
              },
              "paths": {
                "type": "array",
                "description": "The folders' paths, sorted; of very many, the first 20",
                "items": {
                  "type": "string"
                }
              },
              "untold": {
                "type": "array",
                "description": "Those of them whose repository counts as a whole whatever is asked for, since its source cannot tell what commits changed them; of very many, the first 20",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "peopleNamed": {
            "type": "boolean",
            "description": "Whether the caller is told of others than themselves by name, and may ask for what single ones of them did"
          },
          "members": {
            "type": "integer",
            "minimum": 0,
            "description": "How many Users that the caller may see are in the groups asked for; only with `lens=members`"
          },
          "days": {
            "type": "array",
            "description": "Days with at least one counted commit, sorted",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "date",
                "commits"
              ],
              "properties": {
                "date": {
                  "$ref": "#/components/schemas/Day"
                },
                "commits": {
                  "type": "integer",
                  "minimum": 1
                }
              }
            }
          },
          "totals": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "commits",
              "activeDays",
              "people",
              "repositories"
            ],
            "properties": {
              "commits": {
                "type": "integer",
                "minimum": 0
              },
              "activeDays": {
                "type": [
                  "integer",
                  "null"
                ],
                "minimum": 0,
                "description": "Null, as the others, where `published` is there"
              },
              "people": {
                "type": [
                  "integer",
                  "null"
                ],
                "minimum": 0,
                "description": "People for whom at least one commit counts; as many as are on all pages of `/people` with the same filters"
              },
              "repositories": {
                "type": [
                  "integer",
                  "null"
                ],
                "minimum": 0,
                "description": "Repositories with at least one counted commit"
              }
            }
          },
          "excluded": {
            "type": "object",
            "description": "What the filters left out. Each commit is in at most one of these numbers.",
            "additionalProperties": false,
            "required": [
              "merges",
              "bots",
              "invalidDates"
            ],
            "properties": {
              "merges": {
                "type": "integer",
                "minimum": 0,
                "description": "Merge commits by anyone"
              },
              "bots": {
                "type": "integer",
                "minimum": 0,
                "description": "Other commits authored by bots"
              },
              "invalidDates": {
                "type": [
                  "integer",
                  "null"
                ],
                "minimum": 0,
                "description": "Commits of the selection whose author date is unusable, whatever the range; null where `published` is there"
              }
            }
          },
          "published": {
            "type": "object",
            "description": "There where a figure has to rest on several people (`gitActivity.privacy`): then `days` is empty, and commits are told by longer spans, whole ones of the range only. A span's figures are made once, some days after it is over, of what had been pushed by then; what too few people did, in a selection or in a span, is in no figure. Repositories count as a whole.",
            "additionalProperties": false,
            "required": [
              "minimumPeople",
              "until",
              "spans"
            ],
            "properties": {
              "minimumPeople": {
                "type": "integer",
                "minimum": 2,
                "description": "On how many people each figure rests at least"
              },
              "until": {
                "description": "The last day up to which figures were made of all repositories of the selection; null if there are none yet",
                "oneOf": [
                  {
                    "$ref": "#/components/schemas/Day"
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "spans": {
                "type": "array",
                "description": "Sorted; a longer span has what is not in shorter ones within it",
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "from",
                    "to",
                    "commits"
                  ],
                  "properties": {
                    "from": {
                      "$ref": "#/components/schemas/Day"
                    },
                    "to": {
                      "$ref": "#/components/schemas/Day"
                    },
                    "commits": {
                      "type": "integer",
                      "minimum": 1
                    }
                  }
                }
              }
            }
          },
          "coverage": {
            "$ref": "#/components/schemas/Coverage"
          },
          "unrecognised": {
            "type": "array",
            "description": "Users asked for whom nothing in the catalog (email, account) lets anybody recognise in commits: what they did is not known, and not zero",
            "items": {
              "type": "string"
            }
          },
          "revision": {
            "$ref": "#/components/schemas/Revision"
          }
        }
      },
      "Revision": {
        "type": "string",
        "description": "Names the state of the ledger that an answer is of. Answers for one selection with the same revision fit together; another revision means that something changed in between."
      },
      "Coverage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "completeFrom",
          "completeUntil",
          "syncedAt",
          "repositories",
          "problems"
        ],
        "properties": {
          "completeFrom": {
            "description": "The first day of the range from which on the numbers are complete; null while no day of it is. Failed repositories that were never read are not waited for; see `repositories.failed`.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/Day"
              },
              {
                "type": "null"
              }
            ]
          },
          "completeUntil": {
            "description": "The last day of the range up to which the numbers are complete; the days after it are not known, since a repository could not be synced since then. The last day of the range if all are known; null while no day is.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/Day"
              },
              {
                "type": "null"
              }
            ]
          },
          "syncedAt": {
            "description": "When the least recently synced repository of the selection was last up to date; null if none ever was",
            "oneOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              },
              {
                "type": "null"
              }
            ]
          },
          "repositories": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "total",
              "current",
              "pending",
              "failed"
            ],
            "properties": {
              "total": {
                "type": "integer",
                "minimum": 0
              },
              "current": {
                "type": "integer",
                "minimum": 0,
                "description": "Up to date as of their last sync"
              },
              "pending": {
                "type": "integer",
                "minimum": 0,
                "description": "Never completely synced so far",
                "without an error": null
              },
              "failed": {
                "type": "integer",
                "minimum": 0,
                "description": "Whose last sync failed: stale or never read"
              }
            }
          },
          "heldBack": {
            "type": "object",
            "description": "Repositories whose sync waits until their host allows more requests, which is no failure, and until when the last of them waits; absent if none does",
            "additionalProperties": false,
            "required": [
              "repositories",
              "until"
            ],
            "properties": {
              "repositories": {
                "type": "integer",
                "minimum": 1
              },
              "until": {
                "$ref": "#/components/schemas/Timestamp"
              }
            }
          },
          "problems": {
            "type": "array",
            "description": "Entities of the selection whose repository could not be recorded, and why",
            "items": {
              "$ref": "#/components/schemas/EntityProblem"
            }
          }
        }
      },
      "EntityProblem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "message"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "BreakdownState": {
        "type": "string",
        "enum": [
          "active",
          "quiet",
          "incomplete",
          "new"
        ],
        "description": "Of a repository, or of all repositories of a part. `active`: something counts in the range; `quiet`: nothing counts in the 90 days up to its end, though it was read; `incomplete`: of some day of the range it is not known what there is; `new`: its first commit is of the calendar year in which the range ends"
      },
      "Breakdown": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "from",
          "to",
          "previous",
          "daysPerPoint",
          "items",
          "totals",
          "unrecognised",
          "revision"
        ],
        "properties": {
          "from": {
            "$ref": "#/components/schemas/Day"
          },
          "to": {
            "$ref": "#/components/schemas/Day"
          },
          "previous": {
            "type": "object",
            "description": "As many days before",
            "additionalProperties": false,
            "required": [
              "from",
              "to"
            ],
            "properties": {
              "from": {
                "$ref": "#/components/schemas/Day"
              },
              "to": {
                "$ref": "#/components/schemas/Day"
              }
            }
          },
          "daysPerPoint": {
            "type": "integer",
            "minimum": 7,
            "description": "How many days a point of `series` sums up; 7 for ranges of up to 840 days, and a multiple of it for longer ones"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "repository",
                "commits",
                "previousCommits",
                "series",
                "firstDay",
                "lastDay",
                "states"
              ],
              "properties": {
                "repository": {
                  "$ref": "#/components/schemas/Repository"
                },
                "commits": {
                  "type": "integer",
                  "minimum": 0
                },
                "previousCommits": {
                  "type": "integer",
                  "minimum": 0,
                  "description": "In the days before the range"
                },
                "series": {
                  "type": "array",
                  "description": "Commits over the range; the last point ends with its last day, the first one may have fewer days than the others",
                  "items": {
                    "type": "integer",
                    "minimum": 0
                  }
                },
                "firstDay": {
                  "description": "The day of the first commit that is stored, of any kind and by anybody; null if there is none",
                  "oneOf": [
                    {
                      "$ref": "#/components/schemas/Day"
                    },
                    {
                      "type": "null"
                    }
                  ]
                },
                "lastDay": {
                  "description": "The last day up to the end of the range on which something counts; null if there is none",
                  "oneOf": [
                    {
                      "$ref": "#/components/schemas/Day"
                    },
                    {
                      "type": "null"
                    }
                  ]
                },
                "states": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/BreakdownState"
                  }
                }
              }
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "type": "object",
            "description": "How many repositories the search finds, and how many of them are what, whatever `state` asks for",
            "additionalProperties": false,
            "required": [
              "repositories",
              "active",
              "quiet",
              "incomplete",
              "new"
            ],
            "properties": {
              "repositories": {
                "type": "integer",
                "minimum": 0
              },
              "active": {
                "type": "integer",
                "minimum": 0
              },
              "quiet": {
                "type": "integer",
                "minimum": 0
              },
              "incomplete": {
                "type": "integer",
                "minimum": 0
              },
              "new": {
                "type": "integer",
                "minimum": 0
              }
            }
          },
          "unrecognised": {
            "type": "array",
            "description": "As in a calendar",
            "items": {
              "type": "string"
            }
          },
          "revision": {
            "$ref": "#/components/schemas/Revision"
          }
        }
      },
      "PartBreakdown": {
        "type": "object",
        "description": "As a breakdown by repository, where it says nothing else",
        "additionalProperties": false,
        "required": [
          "from",
          "to",
          "previous",
          "daysPerPoint",
          "items",
          "totals",
          "unrecognised",
          "revision"
        ],
        "properties": {
          "from": {
            "$ref": "#/components/schemas/Day"
          },
          "to": {
            "$ref": "#/components/schemas/Day"
          },
          "previous": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "from",
              "to"
            ],
            "properties": {
              "from": {
                "$ref": "#/components/schemas/Day"
              },
              "to": {
                "$ref": "#/components/schemas/Day"
              }
            }
          },
          "daysPerPoint": {
            "type": "integer",
            "minimum": 7
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "part",
                "commits",
                "previousCommits",
                "series",
                "firstDay",
                "lastDay",
                "states",
                "coverage"
              ],
              "properties": {
                "part": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "entityRef",
                    "own"
                  ],
                  "properties": {
                    "entityRef": {
                      "type": "string"
                    },
                    "own": {
                      "type": "boolean",
                      "description": "Whether it is what the entity that is asked for stands for by itself, and not what its parts do"
                    }
                  }
                },
                "commits": {
                  "type": "integer",
                  "minimum": 0
                },
                "previousCommits": {
                  "type": "integer",
                  "minimum": 0
                },
                "series": {
                  "type": "array",
                  "items": {
                    "type": "integer",
                    "minimum": 0
                  }
                },
                "firstDay": {
                  "oneOf": [
                    {
                      "$ref": "#/components/schemas/Day"
                    },
                    {
                      "type": "null"
                    }
                  ]
                },
                "lastDay": {
                  "oneOf": [
                    {
                      "$ref": "#/components/schemas/Day"
                    },
                    {
                      "type": "null"
                    }
                  ]
                },
                "states": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/BreakdownState"
                  }
                },
                "coverage": {
                  "description": "Of the part, and of the range with the days before it",
                  "$ref": "#/components/schemas/Coverage"
                }
              }
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "type": "object",
            "description": "How many parts the search finds, and how many of them are what, whatever `state` asks for",
            "additionalProperties": false,
            "required": [
              "parts",
              "active",
              "quiet",
              "incomplete",
              "new"
            ],
            "properties": {
              "parts": {
                "type": "integer",
                "minimum": 0
              },
              "active": {
                "type": "integer",
                "minimum": 0
              },
              "quiet": {
                "type": "integer",
                "minimum": 0
              },
              "incomplete": {
                "type": "integer",
                "minimum": 0
              },
              "new": {
                "type": "integer",
                "minimum": 0
              }
            }
          },
          "unrecognised": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "revision": {
            "$ref": "#/components/schemas/Revision"
          }
        }
      },
      "Rhythm": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "from",
          "to",
          "hours",
          "daysPerPoint",
          "weeks",
          "unrecognised",
          "revision"
        ],
        "properties": {
          "from": {
            "$ref": "#/components/schemas/Day"
          },
          "to": {
            "$ref": "#/components/schemas/Day"
          },
          "hours": {
            "type": "array",
            "minItems": 7,
            "maxItems": 7,
            "description": "Commits by weekday, from Monday, and by hour, from midnight; always by the clock of who wrote them, even if days are counted in one time zone",
            "items": {
              "type": "array",
              "minItems": 24,
              "maxItems": 24,
              "items": {
                "type": "integer",
                "minimum": 0
              }
            }
          },
          "daysPerPoint": {
            "type": "integer",
            "minimum": 7,
            "description": "How many days an item of `weeks` sums up; 7 for ranges of up to 840 days, and a multiple of it for longer ones"
          },
          "weeks": {
            "type": "array",
            "description": "The range; the last item ends with its last day, the first one may have fewer days than the others",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "from",
                "commits",
                "people",
                "repositories"
              ],
              "properties": {
                "from": {
                  "$ref": "#/components/schemas/Day"
                },
                "commits": {
                  "type": "integer",
                  "minimum": 0
                },
                "people": {
                  "type": "integer",
                  "minimum": 0,
                  "description": "As `totals.people` of a calendar of these days"
                },
                "repositories": {
                  "type": "integer",
                  "minimum": 0,
                  "description": "As `totals.repositories` of a calendar of these days"
                }
              }
            }
          },
          "unrecognised": {
            "type": "array",
            "description": "As in a calendar",
            "items": {
              "type": "string"
            }
          },
          "revision": {
            "$ref": "#/components/schemas/Revision"
          }
        }
      },
      "StoredAboutMe": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "userEntityRef",
          "emails",
          "accounts",
          "authors",
          "claims",
          "optedOut"
        ],
        "properties": {
          "userEntityRef": {
            "type": "string"
          },
          "name": {
            "type": "string",
            "description": "What the catalog calls them"
          },
          "emails": {
            "type": "array",
            "description": "By which the catalog lets them be recognised",
            "items": {
              "type": "string"
            }
          },
          "accounts": {
            "type": "array",
            "description": "By which the catalog lets them be recognised",
            "items": {
              "$ref": "#/components/schemas/HostAccount"
            }
          },
          "authors": {
            "type": "array",
            "description": "As whom commits know them",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "email",
                "accounts"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "email": {
                  "type": "string"
                },
                "accounts": {
                  "type": "array",
                  "description": "For whom hosts take them",
                  "items": {
                    "$ref": "#/components/schemas/HostAccount"
                  }
                }
              }
            }
          },
          "claims": {
            "type": "array",
            "description": "Of addresses, by them, the latest first",
            "items": {
              "$ref": "#/components/schemas/Claim"
            }
          },
          "optedOut": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "byMe",
              "byOthers"
            ],
            "properties": {
              "byMe": {
                "type": "boolean"
              },
              "byOthers": {
                "type": "boolean",
                "description": "By their entity in the catalog or by the configuration"
              }
            }
          }
        }
      },
      "HostAccount": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "host",
          "login"
        ],
        "properties": {
          "host": {
            "type": "string"
          },
          "login": {
            "type": "string"
          }
        }
      },
      "PersonList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals",
          "revision"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Person"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "type": "object",
            "description": "How many people the search finds, on all pages",
            "additionalProperties": false,
            "required": [
              "people"
            ],
            "properties": {
              "people": {
                "type": "integer",
                "minimum": 0
              }
            }
          },
          "revision": {
            "$ref": "#/components/schemas/Revision"
          }
        }
      },
      "Person": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "name",
          "bot"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "userEntityRef": {
            "type": "string",
            "description": "The catalog User that this person is"
          },
          "bot": {
            "type": "boolean"
          },
          "withheld": {
            "type": "boolean",
            "description": "True of the author of a commit of whom the caller is not told who it is; id and name are then empty"
          }
        }
      },
      "CommitList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "revision"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Commit"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/Revision"
          }
        }
      },
      "Commit": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sha",
          "repository",
          "day",
          "author",
          "coAuthors",
          "merge"
        ],
        "properties": {
          "sha": {
            "type": "string",
            "pattern": "^[0-9a-f]{40}([0-9a-f]{24})?$"
          },
          "repository": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "id",
              "url"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "url": {
                "type": "string"
              }
            }
          },
          "day": {
            "$ref": "#/components/schemas/Day"
          },
          "authoredAt": {
            "type": "string",
            "description": "ISO 8601 with the offset that the author wrote; absent if the caller is not told who that is",
            "format": "date-time"
          },
          "author": {
            "$ref": "#/components/schemas/Person"
          },
          "coAuthors": {
            "type": "array",
            "maxItems": 100,
            "description": "Humans whom it names as co-authors, beside the author, as far as the caller is told who they are",
            "items": {
              "$ref": "#/components/schemas/Person"
            }
          },
          "coAuthorsCut": {
            "type": [
              "integer",
              "null"
            ],
            "description": "How many more it names: only the first 100 are kept. Null if that is not known, because its message has more than 200,000 characters. Absent if all were kept"
          },
          "subject": {
            "type": "string",
            "description": "The first paragraph of its message; one of more than 1,000 characters ends with …. Absent if the caller may not read it"
          },
          "merge": {
            "type": "boolean"
          },
          "url": {
            "type": "string",
            "description": "Where the host shows this commit",
            "if it does": null
          }
        }
      },
      "CommitExplanation": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sha",
          "verdict",
          "from",
          "to",
          "countsFor",
          "repositories",
          "totals",
          "unrecognised",
          "revision"
        ],
        "properties": {
          "sha": {
            "type": "string",
            "description": "All of it; of a commit that was not found, as it was asked for",
            "pattern": "^[0-9a-f]{4,64}$"
          },
          "verdict": {
            "type": "string",
            "enum": [
              "counts",
              "by-others",
              "unusable-date",
              "outside-range",
              "merge",
              "bot",
              "outside-folders",
              "folder-unread",
              "removed",
              "elsewhere",
              "unknown"
            ],
            "description": "`counts`: on `commit.day`, in `commit.repository`. Left out, though it is in the selection: `by-others`, since none of the people asked for did it; `unusable-date`, since it has no author date, or one that is still to come; `outside-range`, since its day is not asked for; `merge` and `bot`, by these filters. Not in the selection: `outside-folders`, since it changed none of the folders that count in its repository; `folder-unread`, since it is not known yet of all commits whether they did; `removed`, since the history of a repository was rewritten without it, at `removedAt`; `elsewhere`, since other repositories hold it. `unknown`: no repository that the caller may see has it on the branch that counts, as of the `head` and `lastSyncedAt` of each."
          },
          "from": {
            "$ref": "#/components/schemas/Day"
          },
          "to": {
            "$ref": "#/components/schemas/Day"
          },
          "commit": {
            "type": "object",
            "description": "The commit, if a repository that the caller may see holds it, and the portal tells of single ones",
            "additionalProperties": false,
            "required": [
              "sha",
              "repository",
              "author",
              "coAuthors",
              "merge"
            ],
            "properties": {
              "sha": {
                "type": "string"
              },
              "repository": {
                "type": "object",
                "description": "The repository of the selection that it belongs to; of a commit that is not in the selection, one that holds it",
                "additionalProperties": false,
                "required": [
                  "id",
                  "url"
                ],
                "properties": {
                  "id": {
                    "type": "string"
                  },
                  "url": {
                    "type": "string"
                  }
                }
              },
              "day": {
                "description": "The day on which it counts or would count; absent if its author date is unusable",
                "$ref": "#/components/schemas/Day"
              },
              "authoredAt": {
                "type": "string",
                "description": "As in lists of commits; absent if it is unusable for good, too",
                "format": "date-time"
              },
              "author": {
                "$ref": "#/components/schemas/Person"
              },
              "coAuthors": {
                "type": "array",
                "maxItems": 100,
                "items": {
                  "$ref": "#/components/schemas/Person"
                }
              },
              "coAuthorsCut": {
                "type": [
                  "integer",
                  "null"
                ]
              },
              "subject": {
                "type": "string"
              },
              "merge": {
                "type": "boolean"
              },
              "url": {
                "type": "string"
              }
            }
          },
          "countsFor": {
            "type": "array",
            "description": "Those of its people, and of those asked for, for whom it counts; if it is left out as a bot's, its human co-authors, for whom it counts where they are asked for",
            "items": {
              "$ref": "#/components/schemas/Person"
            }
          },
          "botRule": {
            "type": "string",
            "description": "If it is in the selection and its author is a bot, the rule that says so"
          },
          "removedAt": {
            "description": "When the sync that found the history rewritten took it out",
            "$ref": "#/components/schemas/Timestamp"
          },
          "repositories": {
            "type": "array",
            "maxItems": 20,
            "description": "The repositories that hold it, first the one in which it counts; or those from which it was removed; or, of one that was not found, those of the selection, or the one of `url`, those first that are not up to date",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "repository",
                "branch",
                "selected"
              ],
              "properties": {
                "repository": {
                  "$ref": "#/components/schemas/Repository"
                },
                "branch": {
                  "description": "The branch that counts; null if it is not known",
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "selected": {
                  "type": "boolean",
                  "description": "Whether it is in the selection"
                },
                "changed": {
                  "type": "array",
                  "description": "Those of the repository's `folders` that the commit changed; absent if it counts as a whole",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "totals": {
            "type": "object",
            "description": "How many such repositories there are, and how many of them are not known to be up to date",
            "additionalProperties": false,
            "required": [
              "repositories",
              "behind"
            ],
            "properties": {
              "repositories": {
                "type": "integer",
                "minimum": 0
              },
              "behind": {
                "type": "integer",
                "minimum": 0
              }
            }
          },
          "unrecognised": {
            "type": "array",
            "description": "As in a calendar",
            "items": {
              "type": "string"
            }
          },
          "revision": {
            "$ref": "#/components/schemas/Revision"
          }
        }
      },
      "RepositoryList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Repository"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Repository": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "url",
          "source",
          "entityRefs",
          "status",
          "notices",
          "head",
          "commits",
          "coverage",
          "lastSyncedAt",
          "nextSyncAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "source": {
            "type": "string",
            "description": "The id of the CommitSource that reads it"
          },
          "entityRefs": {
            "type": "array",
            "description": "The entities behind which it stands, those that the caller may see",
            "items": {
              "type": "string"
            }
          },
          "status": {
            "type": "string",
            "enum": [
              "pending",
              "syncing",
              "current",
              "stale",
              "failed"
            ],
            "description": "`pending`: never synced; `syncing`: being synced for the first time, after a rewrite or after trouble; `current`: up to date as of `lastSyncedAt`; `stale`: synced once, but the last attempt failed; `failed`: never synced, and the last attempt failed."
          },
          "head": {
            "description": "The commit synced to; null before the first sync and for an empty repository",
            "type": [
              "string",
              "null"
            ]
          },
          "commits": {
            "type": [
              "integer",
              "null"
            ],
            "minimum": 0,
            "description": "Stored commits, merges and bots included; null where a figure has to rest on several people, and so is `head`"
          },
          "folders": {
            "type": "array",
            "description": "The folders of it that the selection counts, by path; `head`, `status`, `coverage`, `lastSyncedAt` and `error` are then about these. Absent if it counts as a whole",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "path"
              ],
              "properties": {
                "path": {
                  "type": "string"
                },
                "commits": {
                  "type": "integer",
                  "minimum": 0,
                  "description": "How many stored commits changed it, merges and bots included; absent in a breakdown"
                }
              }
            }
          },
          "coverage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "completeFrom",
              "completeUntil"
            ],
            "properties": {
              "completeFrom": {
                "description": "The day from which on the ledger is complete; null while no day is, `0001-01-01` for the whole history",
                "oneOf": [
                  {
                    "$ref": "#/components/schemas/Day"
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "completeUntil": {
                "description": "The last day that is known, if the repository could not be synced since; null if it is up to date",
                "oneOf": [
                  {
                    "$ref": "#/components/schemas/Day"
                  },
                  {
                    "type": "null"
                  }
                ]
              }
            }
          },
          "notices": {
            "type": "array",
            "description": "What to know of its numbers although it can be read, such as that it is a shallow clone",
            "items": {
              "type": "string"
            }
          },
          "archived": {
            "type": "boolean",
            "description": "Whether the host has made it read-only; absent if it has not or does not tell"
          },
          "lastSyncedAt": {
            "description": "When it was last known to be completely up to date",
            "oneOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              },
              {
                "type": "null"
              }
            ]
          },
          "nextSyncAt": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              },
              {
                "type": "null"
              }
            ]
          },
          "heldBack": {
            "type": "object",
            "description": "That its sync waits until the host allows more requests, which is no failure; absent if it does not wait",
            "additionalProperties": false,
            "required": [
              "until",
              "reason"
            ],
            "properties": {
              "until": {
                "$ref": "#/components/schemas/Timestamp"
              },
              "reason": {
                "type": "string",
                "description": "Whose limit it is, for users to read"
              }
            }
          },
          "error": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "message"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "enum": [
                  "try-later",
                  "gone",
                  "forbidden",
                  "broken",
                  "refused",
                  "stuck",
                  "incomplete",
                  "unknown"
                ]
              },
              "message": {
                "type": "string"
              }
            }
          }
        }
      },
      "SyncAnswer": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "nextSyncAt",
          "message"
        ],
        "properties": {
          "nextSyncAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "message": {
            "type": "string",
            "description": "What happens, for users to read"
          }
        }
      },
      "IdentityRule": {
        "type": "string",
        "description": "By which rule an author is who they are: an admin's alias; one of the configuration; an approved claim; a User's account, told by the host with the commits; a User's address; the account for which a host made the address up; the address, which is nobody's in the catalog; the name, because anybody may have the address; or a bot. A repository's `.mailmap` goes before all of them.",
        "enum": [
          "alias",
          "configuration",
          "claim",
          "account",
          "email",
          "noreply",
          "address",
          "name",
          "bot"
        ]
      },
      "AliasAuthors": {
        "type": "object",
        "description": "Authors, by what an alias can say of them",
        "additionalProperties": false,
        "required": [
          "email"
        ],
        "properties": {
          "email": {
            "type": "string",
            "minLength": 1,
            "maxLength": 320
          },
          "name": {
            "description": "Only whoever writes this name; anybody unless given",
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          }
        }
      },
      "IdentityAuthor": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "email",
          "accounts",
          "commits",
          "rule"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "email": {
            "type": "string"
          },
          "accounts": {
            "type": "array",
            "description": "For whom hosts take them",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "host",
                "login"
              ],
              "properties": {
                "host": {
                  "type": "string"
                },
                "login": {
                  "type": "string"
                }
              }
            }
          },
          "commits": {
            "type": "integer",
            "description": "How many commits name them, as author or co-author, merges as well; after `.mailmap`s",
            "minimum": 0
          },
          "mailmapped": {
            "type": "boolean",
            "description": "Whether the `.mailmap` of a repository leads other spellings here"
          },
          "rule": {
            "$ref": "#/components/schemas/IdentityRule"
          }
        }
      },
      "Identity": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "name",
          "commits",
          "authors",
          "authorCount"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string",
            "description": "Of the User, or else the name that most commits have"
          },
          "userEntityRef": {
            "type": "string",
            "description": "The User that they are"
          },
          "botReason": {
            "type": "string",
            "description": "Why they are taken for a bot; absent for humans"
          },
          "erased": {
            "type": "boolean",
            "enum": [
              true
            ],
            "description": "Whether they were erased; absent for all others"
          },
          "alias": {
            "description": "By what an alias can be about them; absent for who was erased, and for Users and bots, of whom an alias can be about one author",
            "$ref": "#/components/schemas/AliasAuthors"
          },
          "commits": {
            "type": "integer",
            "minimum": 0
          },
          "authors": {
            "type": "array",
            "description": "What they write, with the most commits first; at most 20",
            "items": {
              "$ref": "#/components/schemas/IdentityAuthor"
            }
          },
          "authorCount": {
            "type": "integer",
            "minimum": 0,
            "description": "How many authors they are"
          }
        }
      },
      "IdentityTotal": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "people",
          "commits"
        ],
        "properties": {
          "people": {
            "type": "integer",
            "minimum": 0
          },
          "commits": {
            "type": "integer",
            "minimum": 0
          }
        }
      },
      "IdentityList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totals"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Identity"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totals": {
            "type": "object",
            "description": "How many the search finds, whatever `state` is asked for",
            "additionalProperties": false,
            "required": [
              "matched",
              "unmatched",
              "bot"
            ],
            "properties": {
              "matched": {
                "$ref": "#/components/schemas/IdentityTotal"
              },
              "unmatched": {
                "$ref": "#/components/schemas/IdentityTotal"
              },
              "bot": {
                "$ref": "#/components/schemas/IdentityTotal"
              }
            }
          }
        }
      },
      "IdentitySuggestion": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "from",
          "into",
          "reasons"
        ],
        "properties": {
          "from": {
            "type": "object",
            "description": "Somebody who is no User",
            "additionalProperties": false,
            "required": [
              "id",
              "name",
              "commits",
              "alias"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "name": {
                "type": "string"
              },
              "commits": {
                "type": "integer",
                "minimum": 0
              },
              "alias": {
                "$ref": "#/components/schemas/AliasAuthors"
              }
            }
          },
          "into": {
            "type": "object",
            "description": "Whom they may be; `userEntityRef` or `sameAs` is what an alias would say",
            "additionalProperties": false,
            "required": [
              "name",
              "commits"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "commits": {
                "type": "integer",
                "minimum": 0
              },
              "userEntityRef": {
                "type": "string"
              },
              "sameAs": {
                "type": "string"
              }
            }
          },
          "reasons": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "name",
                "address",
                "account"
              ]
            }
          }
        }
      },
      "IdentitySuggestionList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/IdentitySuggestion"
            }
          }
        }
      },
      "AliasRequest": {
        "type": "object",
        "description": "Just one of `userEntityRef` and `sameAs`",
        "additionalProperties": false,
        "required": [
          "email"
        ],
        "properties": {
          "email": {
            "description": "Of the authors that it is about, in any case",
            "type": "string",
            "minLength": 1,
            "maxLength": 320
          },
          "name": {
            "description": "Only whoever writes this name; anybody unless given",
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "userEntityRef": {
            "description": "The User that they are",
            "type": "string",
            "minLength": 1,
            "maxLength": 500
          },
          "sameAs": {
            "description": "The address of whoever they are",
            "type": "string",
            "minLength": 1,
            "maxLength": 320
          },
          "preview": {
            "description": "Whether nothing is to be written",
            "type": "boolean"
          }
        }
      },
      "AliasMove": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "from",
          "to",
          "commits",
          "authors"
        ],
        "properties": {
          "from": {
            "$ref": "#/components/schemas/AliasParty"
          },
          "to": {
            "$ref": "#/components/schemas/AliasParty"
          },
          "commits": {
            "type": "integer",
            "minimum": 0,
            "description": "How many commits name the authors"
          },
          "authors": {
            "type": "array",
            "description": "Those with the most commits first; at most 20",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "email",
                "commits"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "email": {
                  "type": "string"
                },
                "commits": {
                  "type": "integer",
                  "minimum": 0
                }
              }
            }
          },
          "authorCount": {
            "type": "integer",
            "minimum": 0
          }
        }
      },
      "AliasParty": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "userEntityRef": {
            "type": "string"
          }
        }
      },
      "AliasChange": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "moves"
        ],
        "properties": {
          "alias": {
            "description": "Absent in a preview",
            "$ref": "#/components/schemas/Alias"
          },
          "moves": {
            "type": "array",
            "description": "Whose authors and commits are whose now",
            "items": {
              "$ref": "#/components/schemas/AliasMove"
            }
          }
        }
      },
      "Alias": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "email",
          "createdBy",
          "createdAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "email": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "userEntityRef": {
            "type": "string"
          },
          "sameAs": {
            "type": "string"
          },
          "createdBy": {
            "type": "string",
            "description": "The entity ref of who said it"
          },
          "createdAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "undoneBy": {
            "type": "string"
          },
          "undoneAt": {
            "$ref": "#/components/schemas/Timestamp"
          }
        }
      },
      "AliasList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "configured"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Alias"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "configured": {
            "type": "array",
            "description": "What `gitActivity.people.aliases` says",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "email"
              ],
              "properties": {
                "email": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                },
                "userEntityRef": {
                  "type": "string"
                },
                "sameAs": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "ClaimRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "email"
        ],
        "properties": {
          "email": {
            "type": "string",
            "minLength": 3,
            "maxLength": 320
          }
        }
      },
      "Erasure": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "authors"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "The id of the person, which stays"
          },
          "authors": {
            "description": "How many pairs of a name and an address were erased; 0 if all were before",
            "type": "integer",
            "minimum": 0
          }
        }
      },
      "ClaimDecision": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "decision"
        ],
        "properties": {
          "decision": {
            "type": "string",
            "enum": [
              "approved",
              "declined"
            ]
          }
        }
      },
      "Claim": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "userEntityRef",
          "email",
          "state",
          "claimedAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "userEntityRef": {
            "type": "string"
          },
          "email": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "pending",
              "approved",
              "declined"
            ]
          },
          "claimedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "decidedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "decidedBy": {
            "type": "string",
            "description": "The entity ref of who decided; absent if a host had verified it"
          },
          "commits": {
            "description": "How many commits name the address; only for those who decide",
            "type": "integer",
            "minimum": 0
          }
        }
      },
      "ClaimList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Claim"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Error": {
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
          }
        }
      }
    }
  }
} as const;
